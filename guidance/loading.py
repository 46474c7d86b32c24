"""Loading the guidance: the built-in pack, with a house's own directory laid over it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib import resources
from itertools import chain
from pathlib import Path

from guidance.errors import GuidanceError, Problem
from guidance.files import parse, version_of, walk
from guidance.model import SIGNAL_NAMES, THEMES, Guidance, Rule
from guidance.pack import BUILT_IN, HOUSE, Pack, read_pack
from guidance.shapes import WordsShape
from guidance.spelling import PatternCheck

WORDS = "words.toml"


def load_guidance(overlay: Path | None = None) -> Guidance:
    """Read the built-in guidance, and lay a house's directory over it.

    The house's `rules/**` and `principles.toml` are added, its `sources.toml` names where they come
    from, and its `house.toml` switches built-in rules off by id (`off`) and holds the house's brand
    names and allowed links (`names`, `links`).

    Raises GuidanceError with every problem of every file: path, line and the allowed values.
    """
    guidance, problems = read_guidance(overlay)
    if problems:
        raise GuidanceError(*problems)
    return guidance


def read_guidance(
    overlay: Path | None = None, check: PatternCheck = str
) -> tuple[Guidance, tuple[Problem, ...]]:
    """Read what `load_guidance` reads: the guidance that is sound, and every problem of the rest.

    `check` raises ValueError for what is no pattern. Raises GuidanceError where `overlay` is no
    directory.
    """
    if overlay is not None and not overlay.is_dir():
        raise GuidanceError(Problem(str(overlay), 1, "not a directory"))
    built_in_files = tuple(walk(resources.files("guidance"), "guidance"))
    house_files = tuple(walk(overlay, str(overlay))) if overlay else ()
    words = next(parse(file, WordsShape).root for file in built_in_files if file.name == WORDS)
    built_in = read_pack(built_in_files, BUILT_IN, words, check)
    house = read_pack(house_files, HOUSE, words, check)
    known = {rule.id for rule in built_in.rules} - set(house.off)
    own = (replace(rule, is_of_house=True) for rule in house.rules if rule.id not in known)
    kept = (rule for rule in built_in.rules if rule.id in known)
    guidance = Guidance(
        version=version_of((*built_in_files, *house_files)),
        principles=(*built_in.principles, *house.principles),
        rules=tuple(sorted((*kept, *own), key=_order)),
        signals=tuple(sorted(built_in.signals, key=lambda s: SIGNAL_NAMES.index(s.name))),
        offers=tuple(built_in.offers),
        sources=(*built_in.sources, *house.sources),
        vocabulary=house.vocabulary,
    )
    return guidance, (*built_in.problems, *house.problems, *_conflicts(built_in, house))


def _order(rule: Rule) -> tuple[int, str]:
    return THEMES.index(rule.theme), rule.id


def _conflicts(built_in: Pack, house: Pack) -> Iterator[Problem]:
    """What only shows when the files are seen together."""
    known = {rule.id for rule in built_in.rules}
    for id_ in house.off:
        if id_ not in known:
            yield _at(house, "house.toml", id_, f"off: no built-in rule is called {id_}")
    for rule in house.rules:
        if rule.id in known - set(house.off):
            message = "a built-in rule has this name; switch that off in house.toml, or rename"
            yield _at(house, f"rules/{rule.id}.toml", "", message)
    places = {
        place
        for source in chain(built_in.sources, house.sources)
        for place in (source.id, *(f"{source.id}#{section}" for section in source.sections))
    }
    for pack in (built_in, house):
        for name, source in _named_sources(pack):
            if source not in places:
                message = f"source: {source} is none of {', '.join(sorted(places))}"
                yield _at(pack, name, source, message)


def _named_sources(pack: Pack) -> Iterator[tuple[str, str]]:
    for rule in pack.rules:
        yield f"rules/{rule.id}.toml", rule.source
    yield from pack.unread
    for signal in pack.signals:
        yield f"signals/{signal.name}.toml", signal.source
    for principle in pack.principles:
        yield "principles.toml", principle.source


def _at(pack: Pack, name: str, words: str, message: str) -> Problem:
    origin = pack.origins[name]
    return Problem(origin.path, origin.line_of(words), message)
