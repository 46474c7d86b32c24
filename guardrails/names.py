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
    whole = " ".join(name.split())
    parts = [part.strip(".,()'\"") for part in whole.split(" ")]
    for part in (whole, *parts):
        folded = part.casefold()
        if len(part) < 2 or folded in _NOT_A_NAME or not any(map(str.isalnum, part)):
            continue
        # A part such as "Grace" is matched with its capital only.
        cased = folded in _ALSO_A_WORD
        for form in dict.fromkeys((normalize("NFC", part), normalize("NFD", part))):
            spelled = r"\s+".join(re.escape(word) for word in form.split(" "))
            bounded = f"{_bound(form[0], '<')}{spelled}{_bound(form[-1], '')}"
            if not cased:
                yield f"(?i:{bounded})"
            else:
                forms = f"{re.escape(form.capitalize())}|{re.escape(form.upper())}"
                yield f"{_bound(form[0], '<')}(?:{forms}){_bound(form[-1], '')}"


def _bound(letter: str, before: str) -> str:
    """A word boundary, but only beside scripts that put spaces between words."""
    return rf"(?{before}!\w)" if letter < "\u0e00" else ""
