from __future__ import annotations

import pytest

from guardrails.entry import TextRefused, accept_text


def refusal(text: object, limit: int = 100) -> TextRefused:
    with pytest.raises(TextRefused) as refused:
        accept_text(text, "/draft", limit)
    assert refused.value.pointer == "/draft"
    return refused.value


@pytest.mark.parametrize(
    "text", ["Hi", " Hi ", "é", "👩‍👩‍👧", "a\tb\r\nc", "soft\x0bbreak", "x" * 100, "\u2028line"]
)
def test_a_text_is_taken_as_it_is(text: str) -> None:
    assert accept_text(text, "/draft", 100) == text


@pytest.mark.parametrize(
    "text", ["", " ", "\n\t ", "\u00a0\u3000", "\u200b", "\u2060\ufeff \u00ad"]
)
def test_a_text_that_shows_nothing_is_empty(text: str) -> None:
    assert refusal(text).code == "empty"


def test_a_text_over_the_limit_is_refused_with_both_numbers() -> None:
    refused = refusal("x" * 101)
    assert (refused.code, refused.limit, refused.length) == ("too_long", 100, 101)
    assert "101" in refused.detail
    assert "100" in refused.detail


def test_length_counts_code_points() -> None:
    assert accept_text("😀" * 100, "/draft", 100)
    assert refusal("😀" * 101).code == "too_long"


def test_too_many_spaces_are_too_long() -> None:
    assert refusal(" " * 1_000_000, 20_000).code == "too_long"


@pytest.mark.parametrize(
    "text", ["a\ud800b", "\udfff", "a\x00b", "a\x1b[31mb", "a\x07", "a\x7f", "a\x9bb", "a\x08"]
)
def test_half_characters_and_control_characters_are_not_text(text: str) -> None:
    assert refusal(text).code == "not_text"


@pytest.mark.parametrize("value", [None, 5, float("nan"), b"Hi", ["Hi"], {"a": 1}])
def test_other_values_are_not_text(value: object) -> None:
    assert refusal(value).code == "not_text"


def test_a_refusal_never_quotes_the_text() -> None:
    assert "secret" not in refusal("secret\x00").detail
    assert "secret" not in str(refusal("secret" * 50))
