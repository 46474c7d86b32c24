"""From the items of a file to the entries of a batch, over HTTP and on the command line alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from api.settings import Settings
from api.texts import accept, accept_context
from batch.formats.values import BrokenItem, Item
from batch.values import BrokenEntry, Entry
from guardrails.entry import TextRefused


def entries_of(
    items: Iterable[Item | BrokenItem], settings: Settings
) -> Iterator[Entry | BrokenEntry]:
    """An entry for each item; a text that is not taken makes a broken one, and stops nothing.

    A blank item is an entry like any other: it needs nothing, costs nothing, and is `unchanged`.
    """
    for item in items:
        if isinstance(item, BrokenItem):
            yield BrokenEntry(item.seq, item.id, item.code, f"Line {item.line}: {item.message}")
            continue
        entry = Entry(item.seq, item.id, item.draft, item.context)
        yield entry if item.is_blank else accept_entry(entry, settings)


def accept_entry(entry: Entry, settings: Settings) -> Entry | BrokenEntry:
    """The entry without blank texts in its context, or why it is not taken."""
    try:
        accept(entry.draft, "/draft", settings)
        context = accept_context(entry.context, settings)
    except TextRefused as refused:
        message = f"{refused.pointer}: {refused.detail}"
        return BrokenEntry(entry.seq, entry.id, refused.code, message)
    return Entry(entry.seq, entry.id, entry.draft, context)
