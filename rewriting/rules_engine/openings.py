"""Choosing an opening: words that name what happened to this customer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from guardrails.folding import fold
from guardrails.matcher import Matcher
from guidance.files import parse, walk
from guidance.shapes import Shape, Words
from rewriting.rules_engine.asking import find_wish
from rewriting.rules_engine.slots import fill
from rewriting.rules_engine.things import Thing, find_things

_NEAR = 60
"""A thing this many characters from the words that tell the situation is what it is about."""


class OpeningShape(Shape):
    """`openings/<situation>.toml`. The lower its rank, the sooner a situation decides.

    `says` are patterns, as in rules, looked for in the customer's message; `draft_says` in the draft
    when there is no message. Openings with `{thing}` name what it is about, `wishes` say `{wish}`
    back, and `plain` ones do with neither.
    """

    rank: int
    says: tuple[Words, ...]
    draft_says: tuple[Words, ...] = ()
    refuses: bool = False
    openings: tuple[Words, ...] = ()
    wishes: tuple[Words, ...] = ()
    plain: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Situation:
    """What happened to the customer, and how to say that we see it."""

    name: str
    shape: OpeningShape


def find_openings(message: str | None, draft: str, *, refuses: bool) -> Iterator[tuple[str, ...]]:
    """Yield groups of openings that fit, the most particular group first.

    `message` and `draft` are masked texts; `refuses` says whether the draft refuses something.
    """
    things = find_things(message, by_customer=True) if message else ()
    of_draft = find_things(draft, by_customer=False)
    wish = find_wish(message) if message and refuses else None
    for situation, places in _met(message, draft, refuses=refuses):
        shape = situation.shape
        if wish and shape.wishes:
            yield tuple(filter(None, (fill(one, {"wish": wish}) for one in shape.wishes)))
        thing = _about(things, places) or (_about(of_draft, ()) if not message or not things else None)
        if thing and shape.openings:
            yield tuple(filter(None, (fill(one, {"thing": thing.name}) for one in shape.openings)))
        if shape.plain:
            yield shape.plain


def _met(
    message: str | None, draft: str, *, refuses: bool
) -> Iterator[tuple[Situation, tuple[int, ...]]]:
    matcher = _cues(by_draft=message is None or not message.strip())
    text = draft if message is None or not message.strip() else message
    places: dict[str, list[int]] = {}
    for match in matcher.find(fold(text)):
        places.setdefault(match.key, []).append(match.start)
    for situation in _situations():
        always = not situation.shape.says
        if situation.name in places or (always and (refuses or not situation.shape.refuses)):
            yield situation, tuple(places.get(situation.name, ()))


def _about(things: tuple[Thing, ...], places: tuple[int, ...]) -> Thing | None:
    """The thing nearest to the words that told the situation; the first one when none is near."""
    if not things:
        return None
    if not places:
        return things[0]
    return min(things, key=lambda thing: min(abs(thing.start - place) for place in places))


@cache
def _situations() -> tuple[Situation, ...]:
    found = [
        Situation(file.name.removesuffix(".toml"), parse(file, OpeningShape))
        for file in walk(resources.files("guidance").joinpath("openings"), "guidance/openings")
    ]
    return tuple(sorted(found, key=lambda one: one.shape.rank))


@cache
def _cues(*, by_draft: bool) -> Matcher[str]:
    return Matcher(
        (situation.name, pattern)
        for situation in _situations()
        for pattern in (situation.shape.draft_says if by_draft else situation.shape.says)
    )
