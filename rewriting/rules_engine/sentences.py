"""Cutting a paragraph into sentences, each with the white space that follows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from rewriting.rules_engine.words import grammar

# Closing punctuation, a line break, or a link that a new sentence follows.
_STOP = re.compile(
    r"(?:[.!?\u2026]+[\"'\u201d\u2019)\]*_]*"
    r"|(?<=_[a-z]\d[a-z]{2}\]\])(?= [A-Z][a-z]* [a-z]))(\s+)|(\n)\s*"
)
_LAST_WORD = re.compile(r"([\w.'-]+)\.[\"')\]]*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its closing punctuation; `gap` is the white space after it."""

    text: str
    gap: str = ""


def split_sentences(paragraph: str) -> tuple[Sentence, ...]:
    """Cut at closing punctuation before white space, and where a line was broken on purpose."""
    sentences, start = [], 0
    for stop in _STOP.finditer(paragraph):
        text = paragraph[start : stop.start(1) if stop[1] else stop.start()]
        if stop[2] and not _ends_here(paragraph[: stop.start()], paragraph[stop.end() :]):
            continue
        if stop[1] and _is_abbreviation(text, paragraph[stop.end() :]):
            continue
        if text.strip():
            sentences.append(
                Sentence(
                    text.strip(), paragraph[stop.start(1) if stop[1] else stop.start() : stop.end()]
                )
            )
        start = stop.end()
    if paragraph[start:].strip():
        sentences.append(Sentence(paragraph[start:].strip()))
    return tuple(sentences)


def _ends_here(line: str, following: str) -> bool:
    """A line break ends a sentence unless text was wrapped: a long line, then a small letter."""
    last = line.rsplit("\n", 1)[-1]
    return len(last) < 50 or not following[:1].islower()


def _is_abbreviation(text: str, following: str) -> bool:
    word = _LAST_WORD.search(text)
    if word is None:
        return False
    name = word[1].lower()
    if name in grammar().table.numbered:
        return following[:1].isdigit()
    initial = len(name) == 1 and name.isalpha() and name != "i"
    before = text[: word.start()].split()[-1:]
    named = not before or not before[0].islower() or before[0] in grammar().table.prepositions
    if initial and word[1].isupper() and not named:
        return False  # "row C.", "form B."
    return initial or name in _abbreviations()


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(grammar().table.abbreviations)
