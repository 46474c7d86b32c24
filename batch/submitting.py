"""From entries to a batch that is kept: which are rewritten, which share a result, in what chunks.

A batch is accepted when its transaction is over. A process that dies before that leaves nothing.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

from batch.queue import open_queue, put_chunks
from batch.shapes import CONTEXT, ERROR, ITEM_ID, OPTIONS, to_json
from batch.values import BrokenEntry, Entry, ItemError
from rewriting.options import RewriteOptions
from storage.database import Database
from storage.results import write_results
from storage.rows import NewBatch, NewChunk, NewItem, NewResult, Source
from storage.submitting import insert_batch, insert_items

SMALLEST_CHUNK, LARGEST_CHUNK, USUAL_CHUNKS = 10, 500, 2_000
"""Items of a chunk. A small one spreads a batch evenly over the workers and costs a job of its own,
so that large batches have larger ones."""


@dataclass(slots=True)
class _Sorting:
    """What the entries are, as they pass by."""

    batch_id: str
    total: int = 0
    work: list[int] = field(default_factory=list)
    broken: list[NewResult] = field(default_factory=list)
    _first: dict[bytes, int] = field(default_factory=dict)

    def rows(self, entries: Iterable[Entry | BrokenEntry]) -> Iterator[NewItem]:
        """The entries as they are kept; the others fields are complete after the last."""
        for entry in entries:
            self.total += 1
            item_id = to_json(ITEM_ID, entry.id)
            if isinstance(entry, BrokenEntry):
                error = to_json(ERROR, ItemError(entry.code, entry.message))
                self.broken.append(NewResult(self.batch_id, entry.seq, "error", error=error))
                yield NewItem(entry.seq, item_id)
                continue
            context = to_json(CONTEXT, entry.context)
            same = blake2b(f"{context}\n{entry.draft}".encode(), digest_size=16).digest()
            first = self._first.setdefault(same, entry.seq)
            if first == entry.seq:
                self.work.append(entry.seq)
            same_as = None if first == entry.seq else first
            yield NewItem(entry.seq, item_id, entry.draft, context, same_as)


async def submit(  # noqa: PLR0913  (four of them by name, each with a meaning of its own)
    database: Database,
    entries: Iterable[Entry | BrokenEntry],
    options: RewriteOptions,
    *,
    keep_for: timedelta,
    owner_key: str | None = None,
    source: Source | None = None,
    batch_id: str | None = None,
) -> str:
    """Keep a batch and queue its work; the id under which it is found, which nobody can guess.

    The texts of the entries have passed the door (`guardrails.entry`). Entries with the same draft
    and context are rewritten once. Raises `psycopg.Error`, and then nothing has been kept;
    `UniqueViolation` if a `batch_id` that was given is there already.
    """
    batch_id = batch_id or f"bt_{secrets.token_hex(16)}"
    batch = NewBatch(batch_id, to_json(OPTIONS, options), datetime.now(UTC) + keep_for, owner_key)
    queue = await open_queue(database)
    async with database.transaction() as connection:
        sorting = _Sorting(batch_id)
        await insert_items(connection, batch_id, sorting.rows(entries))
        chunks = list(_cut(sorting.work))
        await insert_batch(connection, batch, sorting.total, chunks, source)
        if sorting.broken:
            await write_results(connection, sorting.broken)
        await put_chunks(queue, connection, ((batch_id, chunk.number) for chunk in chunks))
    return batch_id


def _cut(work: list[int]) -> Iterator[NewChunk]:
    """Stretches that hold each place of `work` once."""
    work.sort()
    size = min(max(len(work) // USUAL_CHUNKS, SMALLEST_CHUNK), LARGEST_CHUNK)
    for number, start in enumerate(range(0, len(work), size)):
        stretch = work[start : start + size]
        yield NewChunk(number, stretch[0], stretch[-1])
