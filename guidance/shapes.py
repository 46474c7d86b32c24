"""The shape of each guidance file; pydantic refuses what does not fit, naming what would."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    RootModel,
    StringConstraints,
    model_validator,
)

from guidance.model import OfferCondition, RuleKind, Severity, SignalName

MARK_OPENS, MARK_CLOSES = "[[", "]]"


def _refuses(wrong: Callable[[str], bool], message: str) -> AfterValidator:
    def check(words: str) -> str:
        if wrong(words):
            raise ValueError(message)
        return words

    return AfterValidator(check)


Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$")]
Lines = Annotated[tuple[Words, ...], Field(min_length=1)]
Marked = Annotated[
    Words,
    _refuses(
        lambda text: MARK_OPENS not in text or text.count(MARK_OPENS) != text.count(MARK_CLOSES),
        "mark each offence as [[offence]]",
    ),
]


class Shape(BaseModel):
    """A file or a part of one: unknown keys are refused, so that no typo is silently ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class WordsShape(RootModel[dict[Id, Words | Lines]]):
    """`words.toml`, or the `[words]` table of a rule: by name, a pattern or a list of choices."""

    model_config = ConfigDict(frozen=True)


class ExampleShape(Shape):
    """An `[[examples]]` table of a rule file."""

    before: Marked
    after: Words


class RuleShape(Shape):
    """`rules/<theme>/<name>.toml`."""

    severity: Severity
    message: Words
    source: Words
    patterns: Lines
    suggestions: Lines
    passes: Lines
    examples: Annotated[tuple[ExampleShape, ...], Field(min_length=1)]
    exceptions: tuple[Words, ...] = ()
    unless_signal: tuple[SignalName, ...] = ()
    mended_by: tuple[Words, ...] = ()
    banned: tuple[Words, ...] = ()
    kind: RuleKind = "phrase"
    opens_sentence: bool = False
    closes_sentence: bool = False
    words: WordsShape = WordsShape({})

    @model_validator(mode="after")
    def _only_errors_ban(self) -> RuleShape:
        if self.banned and self.severity != "error":
            raise ValueError("only a rule of severity error may hold `banned`")
        return self


class SignalShape(Shape):
    """`signals/<name>.toml`."""

    message: Words
    asked: Words
    source: Words
    patterns: Lines
    present: Lines
    absent: Lines


class PrincipleShape(Shape):
    """A `[[principles]]` table of `principles.toml`."""

    id: Id
    text: Words
    source: Words


class OfferShape(Shape):
    """An `[[offers]]` table of `offers.toml`."""

    id: Id
    when: OfferCondition
    wording: Words
    patterns: Lines


class SourceShape(Shape):
    """A `[[sources]]` table of `sources.toml`."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]
    title: Words
    author: Words
    sections: tuple[Words, ...] = ()


class PrinciplesShape(Shape):
    """`principles.toml`."""

    principles: tuple[PrincipleShape, ...]


class OffersShape(Shape):
    """`offers.toml`."""

    offers: tuple[OfferShape, ...]


class SourcesShape(Shape):
    """`sources.toml`."""

    sources: tuple[SourceShape, ...]


class HouseShape(Shape):
    """`house.toml` of an overlay: what a house switches off, and its own words."""

    off: tuple[Words, ...] = ()
    names: tuple[Words, ...] = ()
    links: tuple[Words, ...] = ()
