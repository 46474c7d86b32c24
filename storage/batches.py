"""Batches: how they stand, their items with results, cancelling and deleting them."""

from __future__ import annotations

from dataclasses import fields

from psycopg.rows import dict_row

from storage.chunks import end_cancelling, lock_batch
from storage.database import Connection
from storage.queue import drop_jobs
from storage.rows import BatchRow, ItemRow, Source, Spent

MOST_EXPIRED = 20
"""Batches deleted at a time because nobody may need them any more."""


async def read_batch(
    connection: Connection, batch_id: str, owner_key: str | None
) -> BatchRow | None:
    """How a batch stands; null if there is none of that id, or it is another key's."""
    async with connection.cursor(row_factory=dict_row) as cursor:
        await cursor.execute(
            "select id, state, total, done, unchanged, rewritten, rejected, error, "
            "created_at, started_at, updated_at, expires_at, "
            "calls, prompt_tokens, completion_tokens, cached_tokens "
            "from batches where id = %s and owner_key is not distinct from %s",
            (batch_id, owner_key),
        )
        row = await cursor.fetchone()
    if row is None:
        return None
    spent = Spent(**{part.name: row.pop(part.name) for part in fields(Spent)})
    return BatchRow(**row, spent=spent)


async def read_items(
    connection: Connection, batch_id: str, after: int, limit: int
) -> list[ItemRow]:
    """Up to `limit` items after the place `after`, in order, with the results that they have."""
    cursor = await connection.execute(
        "select i.seq, i.item_id::text, r.outcome, coalesce(r.result, shared.result)::text, "
        "r.error::text, i.same_as is not null, i.draft "
        "from items i "
        "left join results r on r.batch_id = i.batch_id and r.seq = i.seq "
        "left join results shared on shared.batch_id = i.batch_id and shared.seq = i.same_as "
        "where i.batch_id = %s and i.seq > %s order by i.seq limit %s",
        (batch_id, after, limit),
    )
    return [ItemRow(*row) for row in await cursor.fetchall()]


async def read_source(connection: Connection, batch_id: str) -> Source | None:
    """The file that a batch was made from, if it was made from one."""
    cursor = await connection.execute(
        "select name, format, content from sources where batch_id = %s", (batch_id,)
    )
    row = await cursor.fetchone()
    return Source(*row) if row else None


async def cancel_batch(connection: Connection, batch_id: str) -> None:
    """Let nothing of a batch begin any more; what is under way finishes. Call in a transaction."""
    if await lock_batch(connection, batch_id) not in ("queued", "running"):
        return
    await connection.execute(
        "update batches set state = 'cancelling', updated_at = clock_timestamp() where id = %s",
        (batch_id,),
    )
    dropped = await drop_jobs(connection, batch_id)
    await connection.execute(
        "update chunks set closed = true where batch_id = %s and number = any(%s)",
        (batch_id, dropped),
    )
    await end_cancelling(connection, batch_id)


async def delete_batch(connection: Connection, batch_id: str) -> None:
    """Remove everything of a batch. Call it in a transaction."""
    await lock_batch(connection, batch_id)
    await drop_jobs(connection, batch_id)
    for table in ("results", "items", "chunks", "sources"):
        await connection.execute(
            f"delete from {table} where batch_id = %s",  # noqa: S608  (our own names)
            (batch_id,),
        )
    await connection.execute("delete from batches where id = %s", (batch_id,))


async def expired_batches(connection: Connection) -> list[str]:
    """Some batches whose time is over, the oldest first."""
    cursor = await connection.execute(
        "select id from batches where expires_at < now() order by expires_at limit %s",
        (MOST_EXPIRED,),
    )
    return [batch_id for (batch_id,) in await cursor.fetchall()]
