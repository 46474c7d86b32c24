"""Reasoning before a text is dropped, however the text is cut into pieces."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewriting.model.thoughts import LeadingThought

PARTS = ["<think>", "</think>", "<THINKING>", "</thinking>", "<thin", "</", " ", "\n", "a", "é<"]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=6).map("".join)


def spoken(*pieces: str) -> str:
    thought = LeadingThought()
    return "".join([*(thought.feed(piece) for piece in pieces), thought.close()])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Thank you.", "Thank you."),
        ("\n Thank you. ", "Thank you. "),
        ("<think>They are cross.</think>\n\nThank you.", "Thank you."),
        (" <THINK>a\nb</THINK>Thank you.", "Thank you."),
        ("<thinking>a<b</thinking> Thank you.", "Thank you."),
        ("<think></think>", ""),
        ("", ""),
        ("<thi", "<thi"),
        ("<thinner> is a tag.", "<thinner> is a tag."),
        ("<think>never closed. Thank you.", "<think>never closed. Thank you."),
        ("Thank you. <think>Hm.</think>", "Thank you. <think>Hm.</think>"),
        ("<think>1</think> <think>2</think>a", "<think>2</think>a"),
        ("no opening</think>Thank you.", "no opening</think>Thank you."),
    ],
)
def test_one_leading_block_is_dropped_and_nothing_else(text: str, said: str) -> None:
    assert spoken(text) == said


@given(TEXTS, st.data())
def test_the_cut_into_pieces_does_not_matter(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)))) | {0, len(text)})
    assert spoken(*(text[a:b] for a, b in pairwise(cuts))) == spoken(text)


def test_words_are_released_as_soon_as_they_cannot_be_reasoning() -> None:
    thought = LeadingThought()
    released = [thought.feed(piece) for piece in (" ", "<", "t", "he> ", "x", "<think>")]
    assert released == ["", "", "", "<the> ", "x", "<think>"]


def test_long_reasoning_in_small_pieces_takes_no_time() -> None:
    thought = LeadingThought()
    for piece in ("<think>", *["ab "] * 200_000):
        assert thought.feed(piece) == ""
    assert thought.feed("</think> Thank you.") == "Thank you."
