"""Cutting a paragraph into sentences, each with the white space that follows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from rewriting.rules_engine.words import grammar

# Closing punctuation, a line break, or a link that a new sentence follows. A run of marks is tried
# from its beginning alone, or a thousand of them would be tried a thousand times.
_STOP = re.compile(
    r"(?:(?<![.!?\u2026])[.!?\u2026]+[\"'\u201d\u2019)\]*_]*"
    r"|(?<=_[a-z]\d[a-z]{2}\]\])(?= [A-Z][a-z]* [a-z]))(\s+)|(\n)\s*"
)
_LINE = 50
"""Code points from which a line may have been wrapped."""
_TAIL = 80
"""Code points before a stop that tell whether it ends a sentence."""
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
        end = stop.start(1) if stop[1] else stop.start()
        before, after = (
            paragraph[max(start, end - _TAIL) : end],
            paragraph[stop.end() : stop.end() + 1],
        )
        if stop[2] and not _ends_here(paragraph, stop.start(), after):
            continue
        if stop[1] and _is_abbreviation(before, after):
            continue
        text = paragraph[start:end].strip()
        if text:
            sentences.append(Sentence(text, paragraph[end : stop.end()]))
        start = stop.end()
    if paragraph[start:].strip():
        sentences.append(Sentence(paragraph[start:].strip()))
    return tuple(sentences)


def _ends_here(paragraph: str, at: int, after: str) -> bool:
    """A line break ends a sentence unless text was wrapped: a long line, then a small letter."""
    long = "\n" not in paragraph[max(0, at - _LINE) : at] and at >= _LINE
    return not (long and after.islower())


def _is_abbreviation(text: str, after: str) -> bool:
    word = _LAST_WORD.search(text)
    if word is None:
        return False
    name = word[1].lower()
    if name in grammar().table.numbered:
        return after.isdigit()
    initial = len(name) == 1 and name.isalpha() and name != "i"
    before = text[: word.start()].split()[-1:]
    named = not before or not before[0].islower() or before[0] in grammar().table.prepositions
    if initial and word[1].isupper() and not named:
        return False  # "row C.", "form B."
    return initial or name in _abbreviations()


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(grammar().table.abbreviations)
