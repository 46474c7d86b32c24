"""What every worker does from time to time for all: take over from the dead, and tidy up."""

from __future__ import annotations

import asyncio
import logging

import procrastinate
import psycopg
from procrastinate.exceptions import ConnectorException
from psycopg_pool import PoolTimeout

from batch.queue import put_chunks
from storage.batches import delete_batch, expired_batches
from storage.chunks import end_cancelling
from storage.database import Connection, Database
from storage.queue import chunks_without_job, drop_ended_jobs, take_sweep

logger = logging.getLogger("tactful.batch")

AWAY = (psycopg.Error, PoolTimeout, ConnectorException)
"""What is raised while the database is away."""


async def keep_sweeping(
    database: Database, queue: procrastinate.App, stalled_s: float, every_s: float
) -> None:
    """Sweep every so many seconds, until cancelled."""
    while True:
        try:
            await sweep(database, queue, stalled_s)
        except AWAY as error:
            logger.warning("The sweep waits for the database: %s", type(error).__name__)
        await asyncio.sleep(every_s)


async def sweep(database: Database, queue: procrastinate.App, stalled_s: float) -> None:
    """Queue again what stalled workers had, and what lost its job; delete what is out of date.

    One worker at a time: two would queue a chunk again that a third has begun between them.
    """
    async with database.transaction() as connection:
        if not await take_sweep(connection):
            return
        await _retry_stalled_jobs(queue, stalled_s)
        await _queue_lost_chunks(queue, connection, stalled_s)
        await end_cancelling(connection)
        for batch_id in await expired_batches(connection):
            await delete_batch(connection, batch_id)


async def _retry_stalled_jobs(queue: procrastinate.App, stalled_s: float) -> None:
    jobs = queue.job_manager
    for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=stalled_s):
        logger.warning("A worker died or froze; its chunk is taken over (job %s).", job.id)
        await jobs.retry_job(job)


async def _queue_lost_chunks(
    queue: procrastinate.App, connection: Connection, stalled_s: float
) -> None:
    await drop_ended_jobs(connection)
    if lost := await chunks_without_job(connection, idle_s=2 * stalled_s):
        logger.warning("%d chunks had lost their jobs and are queued again.", len(lost))
        await put_chunks(queue, connection, lost)
