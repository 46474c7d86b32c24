"""The queue of chunks: procrastinate on the tables of our database."""

from __future__ import annotations

from collections.abc import Iterable

import procrastinate
from procrastinate.jobs import Job

from storage.database import Connection, Database
from storage.queue import lock_of

TASK = "rewrite_chunk"


async def open_queue(database: Database) -> procrastinate.App:
    """The queue, on the connections of `database`; there is nothing to close."""
    app = procrastinate.App(connector=procrastinate.PsycopgConnector())
    await app.open_async(database.pool).__aenter__()
    return app


async def put_chunks(
    app: procrastinate.App, connection: Connection, chunks: Iterable[tuple[str, int]]
) -> None:
    """Queue a job for each chunk, in the transaction of `connection`.

    Each batch has a queue of its own, so that a worker may take the chunks of one batch alone.
    """
    jobs = [
        Job(
            queue=batch_id,
            lock=None,
            queueing_lock=lock_of(batch_id, number),
            task_name=TASK,
            task_kwargs={"batch_id": batch_id, "number": number},
        )
        for batch_id, number in chunks
    ]
    if jobs:
        await app.job_manager.batch_defer_jobs_async(jobs, connection=connection)
