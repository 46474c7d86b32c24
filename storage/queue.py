"""What we do to the queue's own tables besides what procrastinate does.

A waiting job carries the name of its chunk as its queueing lock, which is unique and indexed: that
is how the jobs of a batch are found without reading those of all others.
"""

from __future__ import annotations

from storage.database import Connection

MOST_LOST = 1_000
"""Chunks that are looked for at a time because their jobs are gone."""
_SWEEP_LOCK = 0x7461_6373


def lock_of(batch_id: str, number: int) -> str:
    """The queueing lock of a chunk's job."""
    return f"{batch_id}:{number}"


async def drop_jobs(connection: Connection, batch_id: str) -> list[int]:
    """Delete the jobs of a batch that nobody has begun; the numbers of their chunks."""
    cursor = await connection.execute(
        "delete from procrastinate_jobs where status = 'todo' and queueing_lock = any(array("
        "select batch_id || ':' || number from chunks where batch_id = %s and not closed)) "
        "returning (args->>'number')::int",
        (batch_id,),
    )
    return [number for (number,) in await cursor.fetchall()]


async def has_job(connection: Connection, job_id: int, worker_id: int) -> bool:
    """Whether a job is still this worker's: one that seemed dead has lost its jobs to others."""
    cursor = await connection.execute(
        "select 1 from procrastinate_jobs where id = %s and worker_id = %s and status = 'doing'",
        (job_id, worker_id),
    )
    return await cursor.fetchone() is not None


async def take_sweep(connection: Connection) -> bool:
    """Whether this transaction is the only one that sweeps now."""
    cursor = await connection.execute("select pg_try_advisory_xact_lock(%s)", (_SWEEP_LOCK,))
    return await cursor.fetchone() == (True,)


async def chunks_without_job(connection: Connection, idle_s: float) -> list[tuple[str, int]]:
    """Chunks that are not closed though the queue knows no job for them any more.

    None in the ordinary course of things: a job is deleted after its chunk is closed. Looked for
    only in batches to which nothing has happened for `idle_s` seconds.
    """
    cursor = await connection.execute(
        "select c.batch_id, c.number from batches b "
        "join chunks c on c.batch_id = b.id and not c.closed "
        "where b.state in ('queued', 'running', 'cancelling') "
        "and b.updated_at < now() - make_interval(secs => %s) "
        "and not exists (select from procrastinate_jobs j where j.status in ('todo', 'doing') "
        "and j.queueing_lock = c.batch_id || ':' || c.number) limit %s",
        (idle_s, MOST_LOST),
    )
    return [(batch_id, number) for batch_id, number in await cursor.fetchall()]


async def drop_ended_jobs(connection: Connection) -> None:
    """Delete jobs that ended badly: `chunks_without_job` finds what they were for."""
    await connection.execute(
        "delete from procrastinate_jobs where status in ('failed', 'aborted', 'cancelled')"
    )
