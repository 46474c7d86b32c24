"""A library of drafts and the file that it came from, byte by byte."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from batch.formats.encodings import Encoded
from batch.formats.errors import CannotPlace, Refusal
from batch.formats.html.placing import place_text
from batch.formats.line_ends import restore_line_ends
from batch.formats.twins import dress_twin
from batch.formats.values import Entry, Item, Place


class Writing(Protocol):
    """How a format writes text values."""

    def read(self, raw: bytes) -> str:
        """What a value says."""

    def write(self, text: str, raw: bytes) -> bytes:
        """Write a text where `raw` stood, in the same manner. Raises CannotPlace."""


@dataclass(frozen=True, slots=True)
class Library:
    """The drafts of a file, in order, and the way back into it.

    Only the texts of rewritten items change; every other byte of the file stays. `repeated_ids`
    are the ids that several records bear, with the lines where those begin.
    """

    format: str
    items: Sequence[Entry]
    source: Encoded
    writing: Writing
    repeated_ids: Mapping[str | int, tuple[int, ...]]

    def refuse(self, seq: int, text: str) -> Refusal | None:
        """Say why a text cannot go to its item's place; None when it can."""
        try:
            self._replacements(seq, text)
        except CannotPlace as error:
            return error.refusal
        return None

    def export(self, rewrites: Mapping[int, str]) -> bytes:
        """The file with the texts of these items replaced, and nothing else.

        An item whose text is its draft stays as it is. Raises CannotPlace for the first text that
        cannot go to its place (`refuse` says so beforehand), KeyError for an item that is none.
        """
        changes = sorted(
            change for seq, text in rewrites.items() for change in self._replacements(seq, text)
        )
        content = self.source.content
        parts: list[bytes] = []
        at = 0
        for start, end, written in changes:
            parts += (content[at:start], written)
            at = end
        return self.source.wrap(b"".join((*parts, content[at:])))

    def _replacements(self, seq: int, text: str) -> list[tuple[int, int, bytes]]:
        item = self._item(seq)
        if text == item.draft:
            return []
        return [(place.start, place.end, self._write(item, place, text)) for place in item.places]

    def _write(self, item: Item, place: Place, text: str) -> bytes:
        raw = self.source.content[place.start : place.end]
        before = self.writing.read(raw)
        try:
            if place.markup == "html":
                after = self._spell_out(place_text(before, text))
            elif item.is_twin:
                after = dress_twin(before, item.draft, text)
            else:
                after = restore_line_ends(before, text)
            return self.writing.write(after, raw)
        except CannotPlace as error:
            raise CannotPlace(error.refusal.code, error.refusal.message, item.seq) from None

    def _spell_out(self, body: str) -> str:
        """HTML can write by number what the encoding of its file lacks."""
        inner = self.source.inner
        return body.encode(inner, "xmlcharrefreplace").decode(inner)

    def _item(self, seq: int) -> Item:
        item = self.items[seq] if 0 <= seq < len(self.items) else None
        if not isinstance(item, Item):
            raise KeyError(seq)
        return item
