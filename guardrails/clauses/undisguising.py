"""Undisguising: words as a reader sees them, whatever characters they are written in.

Promises and admissions are read word by word, so a refund promised in Cyrillic letters, in full
width or with marks inside a word must read as it looks. Line ends and dashes stay, for they part
sentences and clauses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guardrails.characters import JOINT
from guardrails.clauses.words import Word
from guardrails.folding import fold
from guardrails.values import Span

# Pieces of text that no dash parts, and what in a piece may be a disguise.
_PIECE = re.compile(r"[^\s\u2010-\u2015\u2026]+")
_DISGUISE = re.compile(r"[^\x00-\x7f\u2018\u2019\u201c\u201d]|[*~`_&<\\]")
# What none of the pieces can hold is no disguise.
_ANY_DISGUISE = re.compile(
    r"[^\x00-\x7f\u00a0\u2010-\u2015\u2018\u2019\u201c\u201d\u2026]|[*~`_&<\\]"
)
# The hyphen of "re-fund", which is "refund".
_PARTED = re.compile(r"(?<![\w-])re-(?=[a-z]{3})", re.IGNORECASE)


def undisguise(text: str) -> tuple[str, tuple[int, ...] | None]:
    """The plain text, with where each of its characters and its end stand in the original.

    Without a disguise they stand where they stood: None.
    """
    if not (_ANY_DISGUISE.search(text) or _PARTED.search(text)):
        return text, None
    plain: list[str] = []
    places: list[int] = []
    at = 0
    for start, end in _disguised(text):
        plain.append(text[at:start])
        places += range(at, start)
        folded = fold(text[start:end])
        parted = {found.end() - 1 for found in _PARTED.finditer(folded.text)}
        for index, character in enumerate(folded.text):
            if index not in parted and character != JOINT:
                plain.append(character)
                places.append(start + folded.span(index, index + 1)[0])
        at = end
    if not plain:
        return text, None
    plain.append(text[at:])
    places += range(at, len(text) + 1)
    return "".join(plain), tuple(places)


def _disguised(text: str) -> Iterator[Span]:
    for piece in _PIECE.finditer(text):
        if _DISGUISE.search(piece[0]) or _PARTED.search(piece[0]):
            yield piece.span()


def put_back(words: Iterable[Word], places: tuple[int, ...]) -> tuple[Word, ...]:
    """The words of a plain text with their places in the original."""
    return tuple(
        word._replace(start=places[word.start], end=places[word.end - 1] + 1) for word in words
    )
