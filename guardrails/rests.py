"""What of a pattern is still to come, and the characters that lead on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Literal

from guardrails.pattern_parts import (
    Apostrophe,
    Choice,
    OneOf,
    Part,
    Repeat,
    Sequence,
    Words,
)

Spelling = Literal["free", "loose", "strict"]
_SLIPS = ';,."^_'
"""Marks that the finger hits instead of an apostrophe."""


class Rest:
    """What of a pattern is still to come: a part, and the rest after it.

    Without a part nothing is to come: pattern `number` has matched. A "strict" spelling insists on
    the apostrophes of the pattern; a "loose" one has left one out, which a "free" one may do.
    """

    __slots__ = ("_loosened", "number", "part", "spelling", "then", "ways")

    def __init__(
        self,
        number: int,
        part: Part | None = None,
        then: Rest | None = None,
        spelling: Spelling = "free",
    ) -> None:
        self.number = number
        self.part = part
        self.then = then or self
        self.spelling = spelling
        self.ways: tuple[Way, ...] | None = None
        self._loosened: Rest | None = None

    def loosened(self) -> Rest:
        """The same rest after an apostrophe that was left out."""
        if self.spelling == "loose":
            return self
        if self._loosened is None:
            then = self.then.loosened() if self.part else None
            self._loosened = Rest(self.number, self.part, then, "loose")
        return self._loosened


Way = tuple[Collection[str], Rest]
"""One of these characters, and the rest after it. No characters: the pattern has matched."""


def make_rest(number: int, part: Part, spelling: Spelling) -> Rest:
    """A whole pattern, of which nothing has come yet."""
    return Rest(number, part, Rest(number, spelling=spelling), spelling)


def find_ways(rest: Rest) -> tuple[Way, ...]:
    """The characters that the rest may begin with, and the rest after each."""
    if rest.ways is None:
        rest.ways = tuple(_ways_into(rest.part, rest.then)) if rest.part else (("", rest),)
    return rest.ways


def _ways_into(part: Part, then: Rest) -> Iterator[Way]:
    """The characters that the part may begin with, and the rest after each."""
    match part:
        case Words(texts):
            yield from _ways_into_words(texts, then)
        case OneOf(characters):
            yield characters, then
        case Sequence(parts):
            for later in reversed(parts):
                then = _put_before(later, then)
            yield from find_ways(then)
        case Choice(parts):
            for option in parts:
                yield from _ways_into(option, then)
        case Repeat(inner, least, most):
            once_more = Repeat(inner, max(least - 1, 0), most - 1)
            yield from _ways_into(inner, _put_before(once_more, then) if most > 1 else then)
            if least == 0:
                yield from find_ways(then)
        case Apostrophe(needed, inside):
            yield from _ways_into_apostrophe(then)
            if not needed and then.spelling != "strict":
                loose = then.loosened()
                yield " ", loose
                yield from find_ways(loose)
                if inside:
                    yield from ((slip, loose) for slip in _SLIPS)


def _ways_into_words(texts: tuple[str, ...], then: Rest) -> Iterator[Way]:
    if len(texts) == 1 and texts[0]:
        text = texts[0]
        yield text[0], _put_before(Words((text[1:],)), then) if len(text) > 1 else then
        return
    for first, tail in _split(texts):
        if first:
            yield first, _put_before(tail, then) if tail else then
        else:
            yield from find_ways(then)


@lru_cache(maxsize=16_384)
def _split(texts: tuple[str, ...]) -> tuple[tuple[str, Words | None], ...]:
    """The first characters of texts, and what may come after each: None for nothing."""
    by_first: defaultdict[str, list[str]] = defaultdict(list)
    for text in texts:
        by_first[text[:1]].append(text[1:])
    return tuple(
        (first, Words(tuple(others)) if others != [""] else None)
        for first, others in by_first.items()
    )


def _ways_into_apostrophe(then: Rest) -> Iterator[Way]:
    # Databases double an apostrophe, and some drop it.
    marked = _put_before(Words((" ", "", "'", "' ")), then)
    yield "'", marked
    yield " ", _put_before(Words(("'",)), marked)


def _put_before(part: Part, then: Rest) -> Rest:
    return Rest(then.number, part, then, then.spelling)
