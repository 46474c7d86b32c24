"""Names of people, given with the request, wherever a text writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import normalize

from guardrails.values import Span
from guardrails.wordlists import load_words

_NOT_A_NAME = frozenset(load_words("names")["not_a_name"])
_ALSO_A_WORD = frozenset(load_words("names")["also_a_word"])
_MOST_PARTS = 12
"""A name longer than this is looked for by its first words."""


def find_names(text: str, names: tuple[str, ...]) -> Iterator[Span]:
    """Yield the spans of the names and of their parts: of "Anna Kovács" also "Anna" and "Kovács".

    Any mix of capitals counts, except that a part which is an everyday word too ("Will", "Grace")
    needs its capital. Composed and decomposed accents are the same name.
    """
    pattern = _compile(names)
    if pattern:
        yield from (found.span() for found in pattern.finditer(text))


@lru_cache(maxsize=256)
def _compile(names: tuple[str, ...]) -> re.Pattern[str] | None:
    written = dict.fromkeys(spelling for name in names for spelling in _spellings(name))
    if not written:
        return None
    ordered = sorted(written, key=len, reverse=True)
    return re.compile("|".join(ordered))


def _spellings(name: str) -> Iterator[str]:
    """Yield patterns for a whole name and for each of its parts."""
    words = name.split()[:_MOST_PARTS]
    for part in (" ".join(words), *(word.strip(".,()'\"") for word in words)):
        folded = part.casefold()
        if len(part) < 2 or folded in _NOT_A_NAME or not any(map(str.isalnum, part)):
            continue
        for form in dict.fromkeys((normalize("NFC", part), normalize("NFD", part))):
            spelled = r"\s{1,8}".join(map(re.escape, form.split(" ")))
            if folded in _ALSO_A_WORD:
                either = f"(?:{re.escape(form.capitalize())}|{re.escape(form.upper())})"
            else:
                either = f"(?i:{spelled})"
            yield f"{_bound(form[0], '<')}{either}{_bound(form[-1], '')}"


def _bound(letter: str, before: str) -> str:
    """A word boundary, but only beside scripts that put spaces between words."""
    return rf"(?{before}!\w)" if letter < "\u0e00" else ""
