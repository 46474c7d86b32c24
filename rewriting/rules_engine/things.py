"""Finding what a text is about, in words that an opening can repeat."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from guardrails.tokens import TOKEN
from guidance.shapes import Lines, Shape
from rewriting.rules_engine.inflection import is_base
from rewriting.rules_engine.tidying import lowered
from rewriting.rules_engine.words import grammar, read_resource

_OTHER_SIDE: Mapping[str, str] = {"my": "your", "our": "your", "your": "our"}
"""Whose it is, said by the other side. "The" and "this" stay."""
_MODIFIER = r"[a-z][a-z'-]{1,15}\s"
_OWNERS = "my|our|your|the|this"


class EndsShape(Shape):
    """The words around a thing's name."""

    mood: Lines
    never: Lines


class ThingsShape(Shape):
    """`words/things.toml`."""

    kinds: Mapping[str, Lines]
    ends: EndsShape


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing as the agent would name it ("your replacement card"), its kind, and its place."""

    name: str
    kind: str
    start: int


def find_things(text: str, *, by_customer: bool) -> tuple[Thing, ...]:
    """Find the things that a text names, in order; "my card" of a customer is "your card"."""
    text = TOKEN.sub(lambda token: "#" * len(token[0]), text)
    found = [
        *(_owned(match, by_customer=by_customer) for match in _named().finditer(text)),
        *(_unowned(match) for match in _bare().finditer(text)),
    ]
    return tuple(sorted(filter(None, found), key=lambda thing: thing.start))


def thing_at(text: str, at: int) -> tuple[str, int] | None:
    """The thing named at a place of the customer's text, in its words, and where the name ends."""
    pronoun = re.compile(r"(?:it|this|that|they)\b", re.IGNORECASE).match(text, at)
    if pronoun:
        return pronoun[0].lower(), pronoun.end()
    match = _named().match(text, at)
    if not match:
        return None
    return f"{match['owner'].lower()} {_calm(match['name'])}", match.end()


def _owned(match: re.Match[str], *, by_customer: bool) -> Thing | None:
    owner = match["owner"].lower()
    if not by_customer:
        return None if owner in ("my", "our") else _thing(owner, match, match["name"])
    words = [_OTHER_SIDE.get(word.lower(), word) for word in match["name"].split()]
    return _thing(_OTHER_SIDE.get(owner, "the"), match, " ".join(words))


def _unowned(match: re.Match[str]) -> Thing | None:
    """A thing that opens a sentence; a capital may be a brand's, so such a word is left out."""
    told = is_base(match["name"]) and match["after"].lower() in ("on", "in", "for", "not")
    if told:
        return None  # "Stay on the kerb" asks for it.
    words = lowered(match["name"])
    return _thing("the", match, words if words[:1].islower() else match["known"].lower())


def _thing(owner: str, match: re.Match[str], words: str) -> Thing | None:
    ends = _table().ends
    small = words.lower().split()
    if small[-1] in ends.never or any(word in ends.mood for word in small):
        return None
    known = match["known"].lower()
    kind = _kinds().get(known) or _kinds().get(known.split(" ")[-1], "")
    if owner == "our":
        kind = "ours"  # what is ours is rarely what the customer minds about
    return Thing(
        f"{'the' if owner == 'this' else owner} {lowered(_calm(words))}", kind, match.start()
    )


def _calm(words: str) -> str:
    """The words of a name without shouting or a sentence's capital; "PDF" and "Nordvik" stay."""

    def calm(word: str) -> str:
        shouted = len(word) > 4 and word.isupper()
        return _single_words().get(word.lower(), word.lower() if shouted else word)

    return " ".join(map(calm, words.split()))


@cache
def _table() -> ThingsShape:
    return read_resource("rewordings/words/things.toml", ThingsShape)


@cache
def _kinds() -> dict[str, str]:
    return {head.lower(): kind for kind, heads in _table().kinds.items() for head in heads}


@cache
def _single_words() -> dict[str, str]:
    """The words of all heads, as the table writes them: "SIM", "card"."""
    return {
        word.lower(): word
        for heads in _table().kinds.values()
        for head in heads
        for word in head.split()
    }


@cache
def _heads() -> str:
    return "|".join(sorted(map(re.escape, _kinds()), key=len, reverse=True))


@cache
def _named() -> re.Pattern[str]:
    """A known head with its owner; a word that nobody knows is better left unnamed."""
    closed = "|".join(sorted(map(re.escape, grammar().closed), key=len, reverse=True))
    modifier = rf"(?!(?:{closed})\b){_MODIFIER}"
    known = rf"(?:{modifier}){{0,2}}?(?P<known>(?:{_heads()})(?:\s(?:{_heads()}))?)\b(?!['-])"
    return re.compile(rf"\b(?P<owner>{_OWNERS})\s(?P<name>{known})", re.IGNORECASE)


@cache
def _bare() -> re.Pattern[str]:
    """A known head that opens a sentence without any owner: "Printer on floor 3 is dead"."""
    verb = (
        "is|was|are|were|has|have|on|in|for|not|still|never|says|shows|load|loads|keeps|missing|"
        "disappeared|stopped|came|arrived|doesn't|won't|rejected|declined|down"
    )
    return re.compile(
        rf"(?:^|[.!?]\s+)(?P<owner>)(?P<name>(?:(?!(?:{_OWNERS})\b)[a-z-]{{3,12}}\s)?"
        rf"(?P<known>{_heads()}))\s(?=(?P<after>{verb})\b)",
        re.IGNORECASE,
    )
