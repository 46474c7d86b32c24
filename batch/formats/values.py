"""The values of a library: its items, the broken ones, and how it is to be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from guardrails.context import NO_CONTEXT, Context
from guardrails.invisible import strip_invisible

Markup = Literal["text", "html"]
Id = str | int | None

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of one upload."""


@dataclass(frozen=True, slots=True)
class FormatOptions:
    """What a caller knows better than the file shows.

    `column` and `id_column` name a CSV column, by its title or by its number from 1, or a key of
    JSON objects. `header` says whether the first CSV row holds titles. `markup` settles for CSV,
    JSON lines and plain JSON what is otherwise seen from each text.
    """

    column: str | None = None
    id_column: str | None = None
    delimiter: str | None = None
    header: bool = True
    encoding: str | None = None
    markup: Markup | None = None
    largest: int = LARGEST_FILE


DEFAULT_FORMAT_OPTIONS = FormatOptions()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands in the source, as a span of bytes, and what it is written in."""

    start: int
    end: int
    markup: Markup


@dataclass(frozen=True, slots=True)
class Item:
    """One draft of a library.

    `seq` counts items and broken ones from 0, `line` the lines of the file from 1; `where` leads to
    the text inside its line or document. An item with two places is a pair of twins, HTML first:
    one draft serves both.
    """

    seq: int
    id: Id
    line: int
    where: str
    draft: str
    places: tuple[Place, ...]
    title: str = ""
    context: Context = NO_CONTEXT

    @property
    def markup(self) -> Markup:
        """What the text, or the first of the twins, is written in."""
        return self.places[0].markup

    @property
    def is_twin(self) -> bool:
        """Whether the draft stands in the source twice."""
        return len(self.places) > 1

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to rewrite: such an item is left alone."""
        return not strip_invisible(self.draft).strip()


@dataclass(frozen=True, slots=True)
class BrokenItem:
    """What should have been an item: it stays as it is, and the others go on.

    `message` quotes nothing of it.
    """

    seq: int
    id: Id
    line: int
    where: str
    code: str
    message: str


Entry = Item | BrokenItem
