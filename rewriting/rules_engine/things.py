"""Finding what a customer writes about, in words that an opening can repeat."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from guardrails.tokens import TOKEN
from guidance.shapes import Shape
from rewriting.rules_engine.words import grammar, read_resource

_OWNER: Mapping[str, str] = {"my": "your", "our": "your", "your": "our", "mine": "yours"}
"""Whose it is, said by the other side. "The" and "this" stay."""
_MODIFIER = r"(?:[a-z][a-z'-]{1,15}\s)"


class ThingsShape(Shape):
    """`words/things.toml`."""

    heads: tuple[str, ...]
    mood: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing as the agent would name it ("your replacement card"), and where the text names it."""

    name: str
    head: str
    start: int


def find_things(text: str, *, by_customer: bool) -> tuple[Thing, ...]:
    """Find the things a text names, in order; `by_customer` turns "my" into "your" and back."""
    text = TOKEN.sub(lambda token: "#" * len(token[0]), text)
    found: list[Thing] = []
    for match in _named().finditer(text):
        owner, words = match["owner"].lower(), match["name"].split()
        mine = owner in ("my", "our")
        if any(word.lower() in _table().mood for word in words) or not (match["known"] or mine):
            continue
        if mine and not by_customer:
            continue
        whose = _OWNER.get(owner, "the") if by_customer or owner != "your" else "your"
        if by_customer:
            words = [_OWNER.get(word.lower(), word) for word in words]
        found.append(Thing(f"{whose} {_calm(words)}", words[-1].lower(), match.start()))
    for match in _bare().finditer(text):
        if not any(thing.start <= match.start() < thing.start + 40 for thing in found):
            words = match["name"].split()
            found.append(Thing(f"the {_calm(words)}", words[-1].lower(), match.start()))
    return tuple(sorted(found, key=lambda thing: thing.start))


def thing_at(text: str, at: int) -> tuple[str, int] | None:
    """The thing named at a place of the customer's text, and where its name ends."""
    match = re.compile(r"(?:it|this|that|they)\b", re.IGNORECASE).match(text, at)
    if match:
        return match[0].lower(), match.end()
    match = _named().match(text, at)
    if not match or not match["known"]:
        return None
    return f"{match['owner'].lower()} {_calm(match['name'].split())}", match.end()


def _calm(words: list[str]) -> str:
    """The words of a name without shouting: "my LAPTOP" -> "laptop"; "PDF", "Nordvik" stay."""
    return " ".join(w.lower() if w.lower() in _words() or len(w) > 4 and w.isupper() else w for w in words)


@cache
def _table() -> ThingsShape:
    return read_resource("rewordings/words/things.toml", ThingsShape)


@cache
def _words() -> frozenset[str]:
    return frozenset(word for head in _table().heads for word in head.split())


@cache
def _named() -> re.Pattern[str]:
    """A thing with its owner: a known head, or with "my" whatever a verb or a preposition ends."""
    heads = "|".join(sorted(map(re.escape, _table().heads), key=len, reverse=True))
    closed = "|".join(sorted(map(re.escape, grammar().closed), key=len, reverse=True))
    after = "|".join(map(re.escape, _table().after))
    modifier = rf"(?!(?:{closed})\b){_MODIFIER}"
    return re.compile(
        rf"\b(?P<owner>my|our|your|the|this)\s(?P<name>{modifier}{{0,2}}?(?P<known>(?:{heads})(?:\s(?:{heads}))?\b(?!['-]))"
        rf"|{modifier}{{0,1}}?(?!(?:{closed})\b)[a-z][a-z'-]{{2,15}}(?=\s(?:{after})\b|[.,!?]|$))",
        re.IGNORECASE,
    )


@cache
def _bare() -> re.Pattern[str]:
    """A known head that opens a sentence without any owner: "Printer on floor 3 is dead"."""
    heads = "|".join(sorted(map(re.escape, _table().heads), key=len, reverse=True))
    return re.compile(
        rf"(?:^|[.!?]\s+)(?P<name>(?:(?!the|my|our|your|this)[a-z-]{{3,12}}\s)?(?:{heads}))\s(?=(?:is|was|are|has|on|in|for|not|still|never|says|shows|load|loads|keeps|missing|disappeared|stopped)\b)",
        re.IGNORECASE,
    )
