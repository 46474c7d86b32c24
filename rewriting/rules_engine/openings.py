"""Choosing an opening: words that name what happened to this customer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from guardrails.folding import fold
from guardrails.matcher import Matcher
from guardrails.values import Span
from guidance.files import parse, walk
from guidance.shapes import Shape, Words
from rewriting.rules_engine.asking import find_wish
from rewriting.rules_engine.slots import fill
from rewriting.rules_engine.things import Thing, find_things
from rewriting.rules_engine.words import grammar

_LAST = 90
"""Ranks from here on say only that we are sorry."""
_AFTER = 3
"""How much farther a thing counts that is named only after the words that told the situation."""
_OURS = "ours"
_NEAR = 2
"""Fewer words than this between them are none to speak of."""


class OpeningShape(Shape):
    """`openings/<situation>.toml`. The lower its rank, the sooner a situation decides.

    `says` are patterns, as in rules, looked for in the customer's message; `draft_says` in the
    draft when there is no message. `openings` with `{thing}` name what it is about, of one of the
    kinds in `about`; `wishes` say `{wish}` back; `plain` ones do with neither. Situations with
    `refuses` fit only a draft that says no; `calm` ones only where nothing is known to have gone
    wrong. Where a `grave` one is met, nothing else is spoken of.
    """

    rank: int
    says: tuple[Words, ...]
    draft_says: tuple[Words, ...] = ()
    refuses: bool = False
    calm: bool = False
    grave: bool = False
    about: tuple[Words, ...] = ()
    openings: tuple[Words, ...] = ()
    wishes: tuple[Words, ...] = ()
    plain: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Openings that are equally good here."""

    openings: tuple[str, ...]


def find_openings(
    message: str | None, draft: str, *, refuses: bool, cold: bool, calm: bool = False
) -> Iterator[Group]:
    """Yield groups of openings that fit, the most particular group first.

    `message` and `draft` are masked texts; `refuses` says whether the draft refuses something,
    `cold` whether a kind word is owed even when nothing is known of what happened, `calm` whether
    nothing is known to have gone wrong.
    """
    things = find_things(message or draft, by_customer=bool(message))
    wish = find_wish(message) if message and refuses else None
    met = list(_met(message, draft, refuses=refuses))
    grave = [(shape, places) for shape, places in met if shape.grave]
    for shape, places in grave or met:
        if shape.calm and (refuses or not calm):
            continue
        if shape.rank >= _LAST and not cold:
            return
        if wish and shape.wishes:
            yield Group(_filled(shape.wishes, wish=wish))
        known = [one for one in things if not places or one.kind != _OURS or _OURS in shape.about]
        about = known if places else [one for one in known if one.kind in shape.about]
        thing = _nearest(about, places, message or draft)
        if thing and thing.kind in shape.about:
            yield Group(_filled(shape.openings, thing=thing.name))
        if shape.plain:
            yield Group(shape.plain)


def is_grave(message: str | None) -> bool:
    """Whether a customer's message tells of a death, an illness, violence or the like."""
    return any(shape.grave for shape, _ in _met(message, "", refuses=False)) if message else False


def _filled(openings: tuple[str, ...], **found: str) -> tuple[str, ...]:
    return tuple(filter(None, (fill(one, found) for one in openings)))


def _met(
    message: str | None, draft: str, *, refuses: bool
) -> Iterator[tuple[OpeningShape, tuple[Span, ...]]]:
    """Yield the situations that are met, and where the words stand that tell them."""
    places: dict[str, list[Span]] = {}
    for match in _cues(by_draft=not message).find(fold(message or draft)):
        places.setdefault(match.key, []).append((match.start, match.end))
    for name, shape in _situations():
        always = not shape.says
        if name in places or (always and (refuses or not shape.refuses)):
            yield shape, tuple(places.get(name, ()))


def _nearest(things: Sequence[Thing], places: tuple[Span, ...], text: str) -> Thing | None:
    """The thing nearest to the words that told the situation, rather before than after them.

    Right after them it is what they are about: "lost my ring" and "my ring is lost".
    """
    if not things or not places:
        return things[0] if things else None

    def distance(thing: Thing) -> int:
        return min(_steps(thing, place, text) for place in places)

    return min(things, key=distance)


def _steps(thing: Thing, place: Span, text: str) -> int:
    start, end = place
    if thing.start < end:
        return abs(start - thing.start)
    between = text[end : thing.start].split()
    near = len(between) < _NEAR and not any(word in grammar().closed for word in between)
    return (thing.start - start) * (1 if near else _AFTER)


@cache
def _situations() -> tuple[tuple[str, OpeningShape], ...]:
    found = [
        (file.name.removesuffix(".toml"), parse(file, OpeningShape))
        for file in walk(resources.files("guidance").joinpath("openings"), "guidance/openings")
    ]
    return tuple(sorted(found, key=lambda one: one[1].rank))


@cache
def _cues(*, by_draft: bool) -> Matcher[str]:
    return Matcher(
        (name, pattern)
        for name, shape in _situations()
        for pattern in (shape.draft_says if by_draft else shape.says)
    )
