"""The word tables of the rules engine: forms of verbs, small words, hasty spelling."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TypeVar

from guidance.files import GuidanceFile, parse
from guidance.shapes import Shape

S = TypeVar("S", bound=Shape)


class IrregularShape(Shape):
    """The part of `verbs.toml` about spelling."""

    doubling: tuple[str, ...]
    not_past: tuple[str, ...]
    not_done: tuple[str, ...]
    leaves: tuple[str, ...]


class BasesShape(Shape):
    """The part of `verbs.toml` that lists plain forms."""

    known: tuple[str, ...]


class AskedShape(Shape):
    """The part of `verbs.toml` about requests: what one hands over, and what one does oneself."""

    give: tuple[str, ...]
    act: tuple[str, ...]


class VerbsShape(Shape):
    """`words/verbs.toml`."""

    irregular: Mapping[str, tuple[str, str]]
    spelling: IrregularShape
    bases: BasesShape
    asked: AskedShape


class ClausesShape(Shape):
    """How clauses begin; regular expressions, for a word may need to look at what follows it."""

    subjects: tuple[str, ...]
    beginnings: tuple[str, ...]
    lead_ins: tuple[str, ...]
    named_by: tuple[str, ...]
    verbs: tuple[str, ...]
    after_comma: tuple[str, ...]
    before_subject: tuple[str, ...]
    without_comma: tuple[str, ...]
    main: tuple[str, ...]


class GrammarShape(Shape):
    """`words/grammar.toml`."""

    prepositions: tuple[str, ...]
    conjunctions: tuple[str, ...]
    pronouns: tuple[str, ...]
    auxiliaries: tuple[str, ...]
    adverbs: tuple[str, ...]
    adjectives: tuple[str, ...]
    typed: tuple[str, ...]
    states: tuple[str, ...]
    determiners: tuple[str, ...]
    subordinators: tuple[str, ...]
    singular: tuple[str, ...]
    counts: tuple[str, ...]
    plural: tuple[str, ...]
    uncountable: tuple[str, ...]
    stretches: tuple[str, ...]
    favours: tuple[str, ...]
    leads: tuple[str, ...]
    listed: tuple[str, ...]
    common: tuple[str, ...]
    names_in_s: tuple[str, ...]
    abbreviations: tuple[str, ...]
    numbered: tuple[str, ...]
    clauses: ClausesShape


class ItsShape(Shape):
    """The words before which "its" stands for "it's"."""

    before: tuple[str, ...]


class ShorthandShape(Shape):
    """Marks of haste that say nothing."""

    drop: tuple[str, ...]


class SpellingShape(Shape):
    """`words/spelling.toml`."""

    words: Mapping[str, str]
    its: ItsShape
    shorthand: ShorthandShape


@dataclass(frozen=True, slots=True)
class Grammar:
    """The small words, ready to look up."""

    table: GrammarShape
    closed: frozenset[str]
    """Every word that never belongs inside the name of a thing."""


def any_of(words: Iterable[str]) -> str:
    """A choice among words for a regular expression, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


def read_resource(name: str, shape: type[S]) -> S:
    """Read one file of the guidance package; GuidanceError names what is wrong with it."""
    at = resources.files("guidance").joinpath(*name.split("/"))
    return parse(GuidanceFile(name, f"guidance/{name}", at.read_bytes()), shape)


@cache
def verbs() -> VerbsShape:
    """Return the forms of verbs."""
    return read_resource("rewordings/words/verbs.toml", VerbsShape)


class SharedShape(Shape):
    """`words/shared.toml`."""

    cannot: str
    few: str
    just: str


@cache
def shared() -> Mapping[str, str]:
    """Return the words that many patterns share, by name."""
    shape: SharedShape = read_resource("rewordings/words/shared.toml", SharedShape)
    return shape.model_dump()


@cache
def spelling() -> SpellingShape:
    """Return hasty spellings and what they stand for."""
    return read_resource("rewordings/words/spelling.toml", SpellingShape)


@cache
def grammar() -> Grammar:
    """Return the small words."""
    table = read_resource("rewordings/words/grammar.toml", GrammarShape)
    closed = {
        word
        for words in (
            table.prepositions,
            table.conjunctions,
            table.pronouns,
            table.auxiliaries,
            table.adverbs,
        )
        for word in words
    }
    return Grammar(table, frozenset(closed))
