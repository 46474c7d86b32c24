"""A worker: takes chunks from the queue and works on them until it is told to stop."""

from __future__ import annotations

import asyncio
import logging

import procrastinate
from procrastinate import JobContext, RetryStrategy
from procrastinate.worker import Worker

from batch.queue import TASK, open_queue
from batch.settings import WorkerSettings
from batch.submitting import SMALLEST_CHUNK
from batch.sweeping import AWAY, keep_sweeping
from batch.working import Rewriting, Working
from batch.writing import ResultWriter
from storage.database import Connection, Database
from storage.queue import has_job

logger = logging.getLogger("tactful.batch")

AHEAD = 3
"""Items that a worker has for each call at a time. A chunk lasts as long as its slowest item, and
until its results are written, some three times as long as an item: others must fill the calls."""


async def run_worker(
    database: Database,
    rewriter: Rewriting,
    settings: WorkerSettings,
    stop: asyncio.Event,
    *,
    only: str | None = None,
) -> None:
    """Work until `stop` is set, then finish what is under way; on all batches, or `only` on one.

    It outlives the database: what is finished waits until it can be written.
    """
    logging.getLogger("procrastinate").setLevel(logging.ERROR)  # it tells of every job
    writer = ResultWriter(database)
    working = Working(database, rewriter, writer, settings)
    queue = await open_queue(database)

    @queue.task(
        name=TASK,
        pass_context=True,
        retry=RetryStrategy(max_attempts=None, exponential_wait=2),
    )
    async def rewrite_chunk(context: JobContext, batch_id: str, number: int) -> None:
        job = context.job

        async def ours(connection: Connection) -> bool:
            return await has_job(connection, job.id or 0, job.worker_id or 0)

        await working.work_on(batch_id, number, job.attempts, ours)

    beside = [
        asyncio.create_task(writer.run()),
        asyncio.create_task(
            keep_sweeping(database, queue, settings.stalled_s, settings.stalled_s / 3)
        ),
    ]
    try:
        await _keep_taking(queue, settings, stop, only)
    finally:
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)


async def _keep_taking(
    queue: procrastinate.App, settings: WorkerSettings, stop: asyncio.Event, only: str | None
) -> None:
    """Take chunks; begin again when the database was away, which ends procrastinate's worker."""
    stopping = asyncio.create_task(stop.wait())
    while not stop.is_set():
        worker = Worker(
            queue,
            queues=[only] if only else None,
            concurrency=max(2, round(AHEAD * settings.calls / SMALLEST_CHUNK)),
            fetch_job_polling_interval=2.0,
            delete_jobs="successful",
            install_signal_handlers=False,
            update_heartbeat_interval=settings.heartbeat_s,
            stalled_worker_timeout=settings.stalled_s,
            shutdown_graceful_timeout=settings.shutdown_s,
        )
        taking = asyncio.create_task(worker.run())  # type: ignore[no-untyped-call]  # has no types
        await asyncio.wait({taking, stopping}, return_when=asyncio.FIRST_COMPLETED)
        while not taking.done():
            # Not cancelled, for its first statements may lose that. Told again, for it begins by
            # forgetting what it was told before.
            worker.stop()  # type: ignore[no-untyped-call]
            await asyncio.wait({taking}, timeout=0.5)
        ended = taking.exception()
        if ended and not isinstance(ended, AWAY):
            raise ended
        if not stop.is_set():
            logger.warning("The worker waits for the database: %s", type(ended).__name__)
            await asyncio.wait({stopping}, timeout=1.0)
    stopping.cancel()
