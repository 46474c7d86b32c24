"""What patterns are made of."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

ANY_WORD = "\\w"
"""Stands in a set of characters for every letter, every digit and the underscore."""


@dataclass(frozen=True, slots=True)
class Words:
    """Any one of these folded texts; an empty one stands for nothing at all."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OneOf:
    """One folded character out of these."""

    characters: frozenset[str]


@dataclass(frozen=True, slots=True)
class Apostrophe:
    """One or two apostrophes, also with spaces beside; unless needed also a space, or nothing.

    Inside a word also a mark that the finger hits instead ("can;t").
    """

    needed: bool
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """One part after the other."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Any one of the parts."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """The part, at least and at most so many times."""

    part: Part
    least: int
    most: int


Part = Words | OneOf | Apostrophe | Sequence | Choice | Repeat


def may_be_empty(part: Part) -> bool:
    """Whether the part matches the empty text."""
    match part:
        case Words(texts):
            return "" in texts
        case OneOf():
            return False
        case Apostrophe(needed):
            return not needed
        case Sequence(parts):
            return all(map(may_be_empty, parts))
        case Choice(parts):
            return any(map(may_be_empty, parts))
        case Repeat(inner, least, _):
            return least == 0 or may_be_empty(inner)


def _ends(part: Part, end: int) -> Iterator[Collection[str]]:
    """The characters that may come first (`end` 0) or last (`end` -1) in the part."""
    match part:
        case Words(texts):
            yield from (text[end] for text in texts if text)
        case OneOf(characters):
            yield characters
        case Sequence(parts):
            for inner in parts if end == 0 else reversed(parts):
                yield from _ends(inner, end)
                if not may_be_empty(inner):
                    break
        case Choice(parts):
            for inner in parts:
                yield from _ends(inner, end)
        case Repeat(inner, _, _):
            yield from _ends(inner, end)
        case Apostrophe():
            yield "'"


def is_letter_at(part: Part, end: int) -> bool:
    """Whether whatever the part matches begins (`end` 0) or ends (`end` -1) with a letter."""
    return not may_be_empty(part) and all(
        character.isalpha() for characters in _ends(part, end) for character in characters
    )


def is_space_at(part: Part, end: int) -> bool:
    """Whether whatever the part matches begins (`end` 0) or ends (`end` -1) with a space."""
    return all(characters in (" ", {" "}) for characters in _ends(part, end))


def size(part: Part) -> int:
    """How many characters the part holds once its repeats are written out."""
    match part:
        case Words(texts):
            return sum(map(len, texts))
        case OneOf():
            return 1
        case Apostrophe():
            return 3
        case Sequence(parts) | Choice(parts):
            return sum(map(size, parts))
        case Repeat(inner, _, most):
            return size(inner) * most


def count_optional(part: Part) -> int:
    """How many of the parts within may be left out."""
    match part:
        case Words() | OneOf() | Apostrophe():
            return int(may_be_empty(part))
        case Sequence(parts) | Choice(parts):
            return sum(map(count_optional, parts))
        case Repeat(inner, least, _):
            return count_optional(inner) + (least == 0)
