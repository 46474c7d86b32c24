from __future__ import annotations

import pytest

from guardrails.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three?", ["One.", " Two!", " Three?"]),
        ("Wait... what?", ["Wait...", " what?"]),
        ('He said "no." Then he left.', ['He said "no."', " Then he left."]),
        (
            "It costs 3.50 euros at example.com today.",
            ["It costs 3.50 euros at example.com today."],
        ),
        ("Dear Ann,\n\nthank you", ["Dear Ann,\n\n", "thank you"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_a_sentence_ends_after_its_mark_or_at_a_line_end(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in split_sentences(text)] == sentences
