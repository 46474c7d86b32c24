from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrails.protected import find_protected


def protected(text: str) -> list[tuple[str, str]]:
    return [(span.kind, text[span.start : span.end]) for span in find_protected(text)]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Hi {{name}}, welcome.", "placeholder", "{{name}}"),
        ("Dear [CUSTOMER NAME], welcome.", "blank", "[CUSTOMER NAME]"),
        (
            "It is at https://example.com/you-must-pay?a=1.",
            "url",
            "https://example.com/you-must-pay?a=1",
        ),
        ("Run `you must restart` now.", "code", "`you must restart`"),
        ("Run this:\n```sh\nyou must\n```\nDone.", "code", "```sh\nyou must\n```"),
        ("Run:\r\n```\r\nyou must\r\n```\r\nOk", "code", "```\r\nyou must\r\n```\r"),
        ("Run <code>you must</code> now.", "code", "<code>you must</code>"),
    ],
)
def test_what_stays_as_it_is_is_protected(text: str, kind: str, words: str) -> None:
    assert protected(text) == [(kind, words)]


def test_a_fence_that_is_not_closed_reaches_to_the_end() -> None:
    assert protected("Run:\n```\nyou must") == [("code", "```\nyou must")]


def test_plain_words_are_not_protected() -> None:
    assert protected("You must pay by Friday. It's 3.5 km (by bus) to the shop.") == []


def test_outside_an_opened_region_all_is_locked() -> None:
    text = "You must. {{aiRewriteStart}}You should.{{aiRewriteEnd}} You shall."
    assert protected(text) == [
        ("locked", "You must. {{aiRewriteStart}}"),
        ("locked", "{{aiRewriteEnd}} You shall."),
    ]


def test_a_region_that_is_not_closed_is_open_to_the_end() -> None:
    assert protected("Dear all, {{aiRewriteStart}}you should.") == [
        ("locked", "Dear all, {{aiRewriteStart}}")
    ]


def test_overlapping_spans_become_one_of_the_longest_ones_kind() -> None:
    assert protected("`you {{must}}`") == [("code", "`you {{must}}`")]


PIECES = [
    "> a\n",
    "`",
    "```\n",
    "{{x}}",
    '"',
    "you wrote ",
    "https://a.io/",
    "Best,\nAl\n",
    "-- \n",
    "\n",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=30).map("".join))
def test_spans_are_in_order_and_never_overlap(text: str) -> None:
    ends = [0]
    for span in find_protected(text):
        assert ends[-1] <= span.start < span.end <= len(text)
        ends.append(span.end)


@pytest.mark.parametrize("piece", [*PIECES, '"a" ', "From: a\n", " ", "(a", "A ", "Thanks,\nA\n"])
def test_a_hostile_text_hides_nothing_behind_it(piece: str) -> None:
    text = piece * (19_000 // len(piece)) + "\n\n```\n\n{{ticket.id}}"
    assert any(span.end == len(text) for span in find_protected(text))
