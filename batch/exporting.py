"""From results back to the file: which texts go to their places, and which cannot."""

from __future__ import annotations

from collections.abc import AsyncIterable
from dataclasses import dataclass, field

from batch.formats.errors import Refusal
from batch.formats.library import Library
from batch.values import BatchItem


@dataclass(slots=True)
class Placements:
    """The rewritten texts of a library that go to their places, and why the others stay out.

    Both by `seq`. An item in neither stays as it is in the file.
    """

    texts: dict[int, str] = field(default_factory=dict)
    refused: dict[int, Refusal] = field(default_factory=dict)

    def place(self, library: Library, item: BatchItem) -> None:
        """Take up an item's rewrite, if it has one."""
        result = item.result
        if result is None or result.outcome != "rewritten" or result.text is None:
            return
        if refusal := library.refuse(item.seq, result.text):
            self.refused[item.seq] = refusal
        else:
            self.texts[item.seq] = result.text


async def place_results(library: Library, items: AsyncIterable[BatchItem]) -> Placements:
    """What of these results goes into the file that `library` came from."""
    placements = Placements()
    async for item in items:
        placements.place(library, item)
    return placements
