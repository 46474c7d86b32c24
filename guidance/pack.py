"""One directory of guidance files, read into values; what is wrong is collected, not raised."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NoReturn, TypeVar

from guidance.errors import GuidanceError, Problem
from guidance.files import GuidanceFile, parse
from guidance.marks import read_marks
from guidance.model import (
    SIGNAL_NAMES,
    THEMES,
    Example,
    Offer,
    Origin,
    Principle,
    Rule,
    SignalRule,
    Source,
    Vocabulary,
)
from guidance.shapes import (
    HouseShape,
    OffersShape,
    PrinciplesShape,
    RuleShape,
    Shape,
    SignalShape,
    SourcesShape,
)
from guidance.spelling import HOLD_PATTERNS, PatternCheck, read_remains, spell_fields
from guidance.words import Words

S = TypeVar("S", bound=Shape)

_FIRST_WORD = re.compile(r"[/._]")


@dataclass(slots=True)
class Pack:
    """What one directory holds, filled file by file."""

    rules: list[Rule] = field(default_factory=list)
    signals: list[SignalRule] = field(default_factory=list)
    principles: list[Principle] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    off: tuple[str, ...] = ()
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    words: Mapping[str, Words] = field(default_factory=dict)
    check: PatternCheck = str
    unread: list[tuple[str, str]] = field(default_factory=list)
    """The files that hold no sound rule, each with the source that it names all the same."""
    origins: dict[str, Origin] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


Reader = Callable[[GuidanceFile, Pack], None]
"""Reads one file into the pack; raises GuidanceError for a file that must not be used."""


def read_pack(
    files: Iterable[GuidanceFile],
    readers: Mapping[str, Reader],
    words: Mapping[str, Words],
    check: PatternCheck = str,
) -> Pack:
    """Read each file by the first word of its name; a name that no reader knows is a problem.

    `words` are those that patterns may call by name; `check` refuses what is no pattern.
    """
    pack = Pack(words=words, check=check)
    for file in files:
        pack.origins[file.name] = Origin(file.path, file.text)
        reader = readers.get(_FIRST_WORD.split(file.name)[0])
        try:
            if reader is None:
                _refuse(file, f"unknown file; this directory may hold {', '.join(readers)}")
            else:
                reader(file, pack)
        except GuidanceError as error:
            pack.problems.extend(error.problems)
    return pack


def _read_rule(file: GuidanceFile, pack: Pack) -> None:
    id_ = file.name.removeprefix("rules/").removesuffix(".toml")
    theme = next((t for t in THEMES if id_.startswith(f"{t}/") and id_.count("/") == 1), None)
    if theme is None:
        _refuse(file, f"rules lie in rules/<theme>/<name>.toml; themes: {', '.join(THEMES)}")
    try:
        parsed = parse(file, RuleShape)
    except GuidanceError as error:
        raise GuidanceError(*error.problems, *_further_problems(file, pack)) from error
    shape = _spelled_out(parsed, file, pack, {**pack.words, **parsed.words.root})
    examples = tuple(Example(*read_marks(one.before), one.after) for one in shape.examples)
    rest = shape.model_dump(exclude={"examples", "words"})
    pack.rules.append(
        Rule(id=id_, theme=theme, examples=examples, origin=pack.origins[file.name], **rest)
    )


def _read_signal(file: GuidanceFile, pack: Pack) -> None:
    name = next((n for n in SIGNAL_NAMES if file.name == f"signals/{n}.toml"), None)
    if name is None:
        _refuse(file, f"signals lie in signals/<name>.toml; names: {', '.join(SIGNAL_NAMES)}")
    values = _spelled_out(parse(file, SignalShape), file, pack, pack.words).model_dump()
    pack.signals.append(SignalRule(name=name, origin=pack.origins[file.name], **values))


def _read_principles(file: GuidanceFile, pack: Pack) -> None:
    shapes = parse(file, PrinciplesShape).principles
    pack.principles.extend(Principle(**shape.model_dump()) for shape in shapes)


def _read_offers(file: GuidanceFile, pack: Pack) -> None:
    origin = pack.origins[file.name]
    for shape in parse(file, OffersShape).offers:
        values = _spelled_out(shape, file, pack, pack.words).model_dump()
        pack.offers.append(Offer(origin=origin, **values))


def _read_sources(file: GuidanceFile, pack: Pack) -> None:
    shapes = parse(file, SourcesShape).sources
    pack.sources.extend(Source(**shape.model_dump()) for shape in shapes)


def _read_house(file: GuidanceFile, pack: Pack) -> None:
    house = parse(file, HouseShape)
    pack.off = house.off
    pack.vocabulary = Vocabulary(house.names, house.links)


def _further_problems(file: GuidanceFile, pack: Pack) -> tuple[Problem, ...]:
    """What is wrong with the patterns of a rule whose shape is refused; notes its source."""
    remains = read_remains(file)
    if remains.source:
        pack.unread.append((file.name, remains.source))
    words = {**pack.words, **remains.words}
    return spell_fields(remains.fields, pack.origins[file.name], words, pack.check).problems


def _spelled_out(shape: S, file: GuidanceFile, pack: Pack, words: Mapping[str, Words]) -> S:
    """The shape with the words in its patterns put in the place of their names."""
    names = [name for name in HOLD_PATTERNS if name in type(shape).model_fields]
    fields = {name: getattr(shape, name) for name in names}
    patterns, problems = spell_fields(fields, pack.origins[file.name], words, pack.check)
    if problems:
        if isinstance(shape, RuleShape):
            pack.unread.append((file.name, shape.source))
        raise GuidanceError(*problems)
    return shape.model_copy(update=patterns)


def _leave(_file: GuidanceFile, _pack: Pack) -> None:
    """Leave a file to those who read it: the loading the words, the rules engine its own."""


def _refuse(file: GuidanceFile, message: str) -> NoReturn:
    raise GuidanceError(Problem(file.path, 1, message))


_SHARED: Mapping[str, Reader] = {
    "rules": _read_rule,
    "principles": _read_principles,
    "sources": _read_sources,
}
BUILT_IN: Mapping[str, Reader] = {
    **_SHARED,
    "signals": _read_signal,
    "offers": _read_offers,
    "words": _leave,
    "rewordings": _leave,
    "openings": _leave,
    "endings": _leave,
}
HOUSE: Mapping[str, Reader] = {**_SHARED, "house": _read_house}
