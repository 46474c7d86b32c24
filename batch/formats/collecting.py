"""Collecting items in the order of the file, whatever each of them is worth."""

from __future__ import annotations

from dataclasses import dataclass, field

from batch.formats.errors import CannotPlace
from batch.formats.html.reading import read_body
from batch.formats.line_ends import unify_line_ends
from batch.formats.twins import check_twins
from batch.formats.values import BrokenItem, Entry, Id, Item, Markup, Place
from guardrails.context import NO_CONTEXT, Context
from guardrails.entry import TextRefused, accept_text


@dataclass(frozen=True, slots=True)
class Record:
    """What a file holds as one thing: a row, a line, a macro."""

    id: Id
    line: int
    title: str = ""
    context: Context = NO_CONTEXT


@dataclass(frozen=True, slots=True)
class Found:
    """A text value, where it stands, and what is known of its markup."""

    value: str
    start: int
    end: int
    where: str
    markup: Markup


@dataclass(slots=True)
class Collector:
    """The entries so far, the number of records, and where each id was met."""

    entries: list[Entry] = field(default_factory=list)
    records: int = 0
    _lines: dict[str | int, list[int]] = field(default_factory=dict)

    def begin(self, record: Record) -> None:
        """Count a record and note its id."""
        self.records += 1
        if record.id is not None:
            self._lines.setdefault(record.id, []).append(record.line)

    @property
    def repeated_ids(self) -> dict[str | int, tuple[int, ...]]:
        """The ids of several records, with their lines."""
        return {id_: tuple(lines) for id_, lines in self._lines.items() if len(lines) > 1}

    def add(self, record: Record, line: int, *found: Found) -> None:
        """Add a text, or a pair of twins with the HTML first, as an item or a broken one."""
        where = found[0].where
        try:
            draft = self._read_draft(found)
        except CannotPlace as error:
            self.refuse(record.id, line, where, error.refusal.code, error.refusal.message)
            return
        try:
            accept_text(draft, where, max(len(draft), 1))
        except TextRefused as refused:
            if refused.code != "empty":
                self.refuse(record.id, line, where, refused.code, refused.detail)
                return
        self.entries.append(
            Item(
                seq=len(self.entries),
                id=record.id,
                line=line,
                where=where,
                draft=draft,
                places=tuple(Place(one.start, one.end, one.markup) for one in found),
                title=record.title,
                context=record.context,
            )
        )

    def refuse(self, id_: Id, line: int, where: str, code: str, message: str) -> None:
        """Add a broken item."""
        self.entries.append(BrokenItem(len(self.entries), id_, line, where, code, message))

    @staticmethod
    def _read_draft(found: tuple[Found, ...]) -> str:
        drafts = [
            read_body(one.value).text if one.markup == "html" else unify_line_ends(one.value)
            for one in found
        ]
        for other in drafts[1:]:
            check_twins(drafts[0], other)
        return drafts[0]
