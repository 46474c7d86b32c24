"""Keeping a new batch: all of it or nothing, in one transaction with its jobs."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from storage.database import Connection
from storage.rows import NewBatch, NewChunk, NewItem, Source

_BREATH = 1_000
"""Rows after which others have their turn on the event loop."""


async def insert_items(connection: Connection, batch_id: str, items: Iterable[NewItem]) -> None:
    """Keep the items of a batch that is not there yet."""
    columns = "batch_id, seq, item_id, draft, context, same_as"
    async with (
        connection.cursor() as cursor,
        cursor.copy(f"copy items ({columns}) from stdin") as copy,
    ):
        for number, item in enumerate(items):
            await copy.write_row(
                (batch_id, item.seq, item.item_id, item.draft, item.context, item.same_as)
            )
            if number % _BREATH == 0:
                await asyncio.sleep(0)


async def insert_batch(
    connection: Connection,
    batch: NewBatch,
    total: int,
    chunks: Iterable[NewChunk],
    source: Source | None,
) -> None:
    """Keep the batch itself, what its jobs will work on, and its file."""
    await connection.execute(
        "insert into batches (id, owner_key, options, total, expires_at, state) "
        "values (%s, %s, %s, %s, %s, %s)",
        (
            batch.id,
            batch.owner_key,
            batch.options,
            total,
            batch.expires_at,
            "queued" if total else "done",
        ),
    )
    async with (
        connection.cursor() as cursor,
        cursor.copy("copy chunks (batch_id, number, first_seq, last_seq) from stdin") as copy,
    ):
        for chunk in chunks:
            await copy.write_row((batch.id, chunk.number, chunk.first_seq, chunk.last_seq))
    if source:
        await connection.execute(
            "insert into sources (batch_id, name, format, content) values (%s, %s, %s, %s)",
            (batch.id, source.name, source.format, source.content),
        )
