"""The rewordings of the guidance: what a clause says, and how to say it well."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from guidance.errors import GuidanceError, Problem
from guidance.files import GuidanceFile, parse, walk
from guidance.model import THEMES, Theme
from guidance.shapes import Lines, Shape, Words
from rewriting.rules_engine.needing import words_of
from rewriting.rules_engine.slots import Pattern, SlotError, with_slots

Place = Literal["start", "lead", "tag", "end", "anywhere"]
"""Where a phrase stands; a lead is a start, a tag an end that a comma or a dash sets off."""


class ExampleShape(Shape):
    """A sentence before and after; the test of a rewording."""

    before: Words
    after: str


class RewordingShape(Shape):
    """A `[[rewordings]]` table: without better words, the clause holds only an offence and goes."""

    says: Lines
    better: tuple[Words, ...] = ()
    examples: tuple[ExampleShape, ...] = ()
    flagged: bool = False
    innocent: bool = False
    asked: bool = False
    once: bool = False
    teaches: bool = False


class PhraseShape(Shape):
    """A `[[phrases]]` table: words within a sentence, and what stands there instead."""

    words: Lines
    better: str = ""
    place: Place = "anywhere"
    flagged: bool = False
    quiet: bool = False
    innocent: bool = False
    examples: tuple[ExampleShape, ...] = ()


class RewordingsShape(Shape):
    """`rewordings/<theme>/<name>.toml`."""

    rewordings: tuple[RewordingShape, ...] = ()
    phrases: tuple[PhraseShape, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and what may become of it; "" when it goes."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Rewording:
    """One way of saying something badly, as a pattern over a whole clause, with better words.

    `flagged` ones are too general to trust on their own: they apply where a rule found an offence.
    `innocent` ones tell nothing of the draft's mood: the banned words meant no harm there. `asked`
    ones are about questions only. `once` ones only repeat what is said anyway: they go where
    something of their theme was said before. `teaches` ones give advice, which nobody wants who has
    just lost somebody.
    """

    theme: Theme
    pattern: Pattern
    better: tuple[str, ...]
    flagged: bool
    innocent: bool
    asked: bool
    once: bool
    teaches: bool

    @property
    def spans(self) -> bool:
        """Whether the pattern names the comma between clauses."""
        return "," in self.pattern.source


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words to take out of a sentence or to change in it.

    A `quiet` one is no offence by itself: it goes when something else in the sentence is reworded.
    """

    theme: Theme
    pattern: re.Pattern[str]
    better: str
    place: Place
    flagged: bool
    quiet: bool
    innocent: bool


@dataclass(frozen=True, slots=True)
class Rewordings:
    """All of them; rewordings in the order in which they are tried, the most particular first."""

    clauses: tuple[Rewording, ...]
    phrases: tuple[Phrase, ...]
    examples: tuple[tuple[str, Example], ...]
    """Each example with the path of its file."""
    by_word: Mapping[str, tuple[int, ...]]
    """Places of the rewordings that need a word; under "" those that need none."""

    def trying(self, clause: str) -> Iterator[tuple[int, Rewording]]:
        """Yield the rewordings worth trying on a clause, with their places, in order."""
        places = set(self.by_word.get("", ()))
        for word in words_of(clause):
            places.update(self.by_word.get(word, ()))
        for place in sorted(places):
            yield place, self.clauses[place]


@cache
def load_rewordings() -> Rewordings:
    """Read the built-in rewordings; GuidanceError names path, line and what is wrong."""
    files = tuple(walk(resources.files("guidance").joinpath("rewordings"), "guidance/rewordings"))
    return read_rewordings(file for file in files if not file.name.startswith("words/"))


def read_rewordings(files: Iterable[GuidanceFile]) -> Rewordings:
    """Read files of rewordings; GuidanceError names path, line and what is wrong."""
    clauses: list[Rewording] = []
    phrases: list[Phrase] = []
    examples: list[tuple[str, Example]] = []
    for file in files:
        theme = next((t for t in THEMES if file.name.startswith(f"{t}/")), None)
        if theme is None:
            message = (
                f"rewordings lie in rewordings/<theme>/<name>.toml; themes: {', '.join(THEMES)}"
            )
            raise GuidanceError(Problem(file.path, 1, message))
        shape = parse(file, RewordingsShape)
        clauses += [
            Rewording(
                theme=theme,
                pattern=_parsed(file, says),
                better=one.better,
                flagged=one.flagged,
                innocent=one.innocent,
                asked=one.asked,
                once=one.once,
                teaches=one.teaches,
            )
            for one in shape.rewordings
            for says in one.says
        ]
        phrases += [
            Phrase(
                theme=theme,
                pattern=_placed(_parsed(file, words), one.place),
                better=one.better,
                place=one.place,
                flagged=one.flagged,
                quiet=one.quiet,
                innocent=one.innocent,
            )
            for one in shape.phrases
            for words in one.words
        ]
        tables: tuple[RewordingShape | PhraseShape, ...] = (*shape.rewordings, *shape.phrases)
        told = (example for table in tables for example in table.examples)
        examples += [(file.path, Example(one.before, one.after)) for one in told]
    clauses.sort(key=lambda one: (one.flagged, -_particular(one.pattern.source) - 40 * one.spans))
    phrases.sort(key=lambda one: -len(one.pattern.pattern))
    return Rewordings(tuple(clauses), tuple(phrases), tuple(examples), _indexed(clauses))


def _indexed(clauses: Sequence[Rewording]) -> dict[str, tuple[int, ...]]:
    places: dict[str, list[int]] = {}
    for place, one in enumerate(clauses):
        for word in one.pattern.needs or ("",):
            places.setdefault(word, []).append(place)
    return {word: tuple(found) for word, found in places.items()}


def _parsed(file: GuidanceFile, words: str) -> Pattern:
    try:
        return Pattern.parse(words)
    except SlotError as error:
        line = file.text[: max(file.text.find(words), 0)].count("\n") + 1
        raise GuidanceError(Problem(file.path, line, f"{words!r}: {error}")) from error


def _placed(words: Pattern, place: Place) -> re.Pattern[str]:
    around = {
        "start": r"^(?:{})(?![\w'])[,;:]?\s*",
        "lead": r"^(?:{})(?![\w'])(?:[,;:]|\.\.\.|\u2026|\s[\u2013\u2014-])\s*",
        "tag": r"(?:\s*[,;:]|\s+[\u2013\u2014-])\s*(?:{})$",
        "end": r"[,;\s\u2013\u2014-]*(?<![\w'])(?:{})$",
        "anywhere": r"(?<![\w'])(?:{})(?![\w'])",
    }
    # Within a sentence a capital may make a name of the word: "Obviously Orange".
    flags = re.NOFLAG if place == "anywhere" else re.IGNORECASE
    return re.compile(around[place].format(with_slots(words.source)), flags)


def _particular(says: str) -> int:
    """How many letters a pattern names itself; one with a choice counts its shortest reading.

    Among equals the one with the narrower slots goes first.
    """
    narrow = len(re.findall(r"\{doing\}", says)) - len(re.findall(r"\{(?:rest|that)\d?\}", says))
    text = re.sub(r"\{\w+'?\w*\}", "", says)
    while True:
        simpler = re.sub(
            r"\(([^()]*)\)(\?)?",
            lambda m: "" if m[2] else min(m[1].split("|"), key=len),
            text,
        )
        if simpler == text:
            return 4 * len(re.sub(r".\?|\W", "", text)) + narrow
        text = simpler
