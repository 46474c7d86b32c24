"""The patterns of a file, with the words they call spelled out, and what is wrong with them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from pydantic import ValidationError

from guidance.errors import Problem
from guidance.files import GuidanceFile
from guidance.model import Origin
from guidance.shapes import WordsShape
from guidance.words import Words, spell_out

HOLD_PATTERNS = ("patterns", "exceptions", "mended_by", "banned")

PatternCheck = Callable[[str], object]
"""Raises ValueError for a pattern that is not in the syntax; what it returns is not used."""


class Spelling(NamedTuple):
    """By the field's name, its patterns as the matcher reads them; and what is wrong with them."""

    patterns: dict[str, tuple[str, ...]]
    problems: tuple[Problem, ...]


def spell_fields(
    fields: Mapping[str, tuple[str, ...]],
    origin: Origin,
    words: Mapping[str, Words],
    check: PatternCheck,
) -> Spelling:
    """Put the words in the place of their names, and check each pattern."""
    spelled: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for name, patterns in fields.items():
        sound: list[str] = []
        for pattern in patterns:
            try:
                written_out = spell_out(pattern, words)
                for one in written_out:
                    check(one)
                sound.extend(written_out)
            except ValueError as error:
                line = origin.line_of(pattern)
                message = f"{name}: pattern {pattern!r}: {error}"
                problems.append(Problem(origin.path, line, message))
        spelled[name] = tuple(sound)
    return Spelling(spelled, tuple(problems))


class Remains(NamedTuple):
    """What a rule file of the wrong shape still tells, so that all of it is looked over at once."""

    fields: dict[str, tuple[str, ...]]
    words: Mapping[str, Words]
    source: str | None


def read_remains(file: GuidanceFile) -> Remains:
    """Read a rule file leniently; what is not as it should be is left out."""
    try:
        table = tomllib.loads(file.text)
    except tomllib.TOMLDecodeError:
        return Remains({}, {}, None)
    try:
        words = WordsShape.model_validate(table.get("words", {})).root
    except ValidationError:
        words = {}
    source = table.get("source")
    fields = {name: tuple(_texts(table.get(name))) for name in HOLD_PATTERNS}
    return Remains(fields, words, source if isinstance(source, str) else None)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, list):
        yield from (one for one in value if isinstance(one, str) and one.strip())
