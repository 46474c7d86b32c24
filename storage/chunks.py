"""Chunks: what a job works on, what is left of it, and when it is over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from storage.database import Connection
from storage.rows import Chunk, State, WorkItem


async def open_chunk(connection: Connection, batch_id: str, number: int) -> Chunk | None:
    """What is left to do of a chunk; null if it is closed or its batch is gone.

    The first chunk that is opened sets its batch running; of a batch that is being cancelled
    nothing is left to do.
    """
    cursor = await connection.execute(
        "select b.state, b.options::text, c.first_seq, c.last_seq, c.suspect_seq, c.suspect_deaths "
        "from chunks c join batches b on b.id = c.batch_id "
        "where c.batch_id = %s and c.number = %s and not c.closed",
        (batch_id, number),
    )
    row = await cursor.fetchone()
    if row is None:
        return None
    state, options, first, last, suspect, deaths = row
    if state == "queued":
        await connection.execute(
            "update batches set state = 'running', started_at = clock_timestamp(), "
            "updated_at = clock_timestamp() where id = %s and state = 'queued'",
            (batch_id,),
        )
    items: tuple[WorkItem, ...] = ()
    if state in ("queued", "running"):
        items = await _unfinished(connection, batch_id, first, last)
    return Chunk(number, options, items, {} if suspect is None else {suspect: deaths})


async def close_chunk(connection: Connection, batch_id: str, number: int) -> None:
    """Say that nothing is left to do of a chunk; the last of a cancelled batch ends it.

    It takes no lock on the batch, whose results are being written all the time. So cancelling may
    just miss it, and then the sweep ends the batch.
    """
    await connection.execute(
        "update chunks set closed = true where batch_id = %s and number = %s", (batch_id, number)
    )
    await end_cancelling(connection, batch_id)


async def lock_batch(connection: Connection, batch_id: str) -> State | None:
    """The state of a batch, which nobody else changes before this transaction ends."""
    cursor = await connection.execute(
        "select state from batches where id = %s for no key update", (batch_id,)
    )
    row = await cursor.fetchone()
    return row[0] if row else None


async def end_cancelling(connection: Connection, batch_id: str | None = None) -> None:
    """Call a batch that is being cancelled (null: each) cancelled if no chunk is under way."""
    await connection.execute(
        "update batches b set state = 'cancelled', updated_at = clock_timestamp() "
        "where b.state = 'cancelling' and (%(batch)s::text is null or b.id = %(batch)s) "
        "and not exists (select from chunks c where c.batch_id = b.id and not c.closed)",
        {"batch": batch_id},
    )


async def suspect_item(connection: Connection, batch_id: str, number: int, seq: int) -> None:
    """Note the item that is about to be worked on alone, in case it takes the worker with it."""
    await connection.execute(
        "update chunks set suspect_deaths = "
        "case when suspect_seq = %s then suspect_deaths + 1 else 1 end, suspect_seq = %s "
        "where batch_id = %s and number = %s",
        (seq, seq, batch_id, number),
    )


async def finished_among(
    connection: Connection, batch_id: str, seqs: Sequence[int]
) -> tuple[State | None, set[int]]:
    """The state of a batch (null if it is gone), and which of these items have their results."""
    cursor = await connection.execute("select state from batches where id = %s", (batch_id,))
    row = await cursor.fetchone()
    cursor = await connection.execute(
        "select seq from results where batch_id = %s and seq = any(%s)", (batch_id, list(seqs))
    )
    return (row[0] if row else None), {seq for (seq,) in await cursor.fetchall()}


async def _unfinished(
    connection: Connection, batch_id: str, first: int, last: int
) -> tuple[WorkItem, ...]:
    cursor = await connection.execute(
        "select i.seq, i.draft, i.context::text from items i "
        "where i.batch_id = %s and i.seq between %s and %s "
        "and i.draft is not null and i.same_as is null "
        "and not exists (select from results r where r.batch_id = i.batch_id and r.seq = i.seq) "
        "order by i.seq",
        (batch_id, first, last),
    )
    rows = await cursor.fetchall()
    twins: defaultdict[int, list[int]] = defaultdict(list)
    cursor = await connection.execute(
        "select same_as, seq from items where batch_id = %s and same_as = any(%s) order by seq",
        (batch_id, [seq for seq, _, _ in rows]),
    )
    for same_as, seq in await cursor.fetchall():
        twins[same_as].append(seq)
    return tuple(WorkItem(seq, draft, context, tuple(twins[seq])) for seq, draft, context in rows)
