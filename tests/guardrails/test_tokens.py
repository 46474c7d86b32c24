from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrails.tokens import TOKEN, Masked, Token, find_values


def found(text: str, *values: str) -> list[str]:
    return [text[start:end] for start, end in find_values(text, values)]


@pytest.mark.parametrize("text", ["[[URL_1_k7qx]]", "[[ name 2 ab1c ]]", "[[Id-12-z9]]"])
def test_what_looks_like_a_token_is_told(text: str) -> None:
    assert TOKEN.findall(f"a {text} b") == [text]


@pytest.mark.parametrize("text", ["[[link]]", "[URL_1_k7qx]", "[[1_URL_k7qx]]", "[[URL_1]]"])
def test_other_brackets_are_none(text: str) -> None:
    assert TOKEN.findall(f"a {text} b") == []


def test_values_are_found_as_whole_words() -> None:
    assert found("#44 and #441, 44 and 441", "#44", "44") == ["#44", "44"]


def test_of_overlapping_values_the_longest_is_found() -> None:
    assert found("Anna Ek and Anna", "Anna", "Anna Ek") == ["Anna Ek", "Anna"]


def test_what_is_masked_holds_no_value_and_ends_a_word() -> None:
    text = "AB12 AB12x"
    assert find_values(text, ["AB12"], [(0, 4)]) == []
    assert find_values(text, ["AB12"], [(9, 10)]) == [(0, 4), (5, 9)]


def test_a_value_that_is_found_ends_the_word_beside_it() -> None:
    assert found("AB12田中", "AB12", "田中") == []
    assert find_values("AB12田中", ["AB12", "田中"], [(4, 5)]) == [(0, 4)]


@given(st.text("ab1 #\0", max_size=30), st.lists(st.text("ab1#\0", min_size=1, max_size=4)))
def test_searching_always_ends_in_order_and_without_overlap(text: str, values: list[str]) -> None:
    ends = 0
    for start, end in find_values(text, values):
        assert ends <= start
        assert text[start:end] in values
        ends = end


def test_hiding_puts_each_values_token_in_its_place() -> None:
    tokens = (
        Token("[[NAME_1_k7qx]]", "NAME", "Anna", 1, licensed=True),
        Token("[[ID_1_k7qx]]", "ID", "#44", 1, licensed=True),
    )
    masked = Masked("", tokens, "k7qx")
    assert (
        masked.hide("#44 for An\u200bna, not #441") == "[[ID_1_k7qx]] for [[NAME_1_k7qx]], not #441"
    )
    assert masked.hide("nothing of it") == "nothing of it"
