"""Words in disguise are read as they look, and their places are those of the text."""

from __future__ import annotations

import pytest

from guardrails.clauses.reading import read_discourse
from guardrails.clauses.undisguising import undisguise

DISGUISED = (
    "w\u0456ll r\u0435fund",  # Cyrillic
    "\uff57\uff49\uff4c\uff4c refund",
    "w*ill* re*fund*",
    "will re-fund",
    "w&#105;ll ref&#117;nd",
)


@pytest.mark.parametrize("written", DISGUISED)
def test_a_disguised_word_reads_as_it_looks(written: str) -> None:
    text = f"Hello! We {written} you\u2014soon."
    clause = read_discourse(text).clauses[1]
    assert [word.text for word in clause.words] == ["we", "will", "refund", "you"]
    assert text[clause.words[1].start : clause.words[2].end].startswith(written.rstrip("*;"))


def test_plain_text_stays_as_it_is() -> None:
    text = "It\u2019s a co-op \u2013 \u201cfine\u201d \u2026 and re-A, re-open."[:-9]
    assert undisguise(text) == (text, None)


def test_every_place_lies_in_the_original() -> None:
    text = "caf\u00e9 &amp; **bold** \ufb01ne"
    plain, places = undisguise(text)
    assert plain == "cafe & bold fine"
    assert places is not None
    assert len(places) == len(plain) + 1
    assert list(places) == sorted(places)
    assert places[-1] == len(text)
