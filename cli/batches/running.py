"""Working on one batch until it is done: in this process, and with whoever else works on it."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta

from psycopg.errors import UniqueViolation

from api.batching import open_storage, worker_settings
from api.libraries import entries_of
from api.settings import Settings
from api.wiring import open_rewriter
from batch import service
from batch.exporting import Placements
from batch.formats.values import FormatOptions
from batch.settings import WorkerSettings
from batch.sources import keep_source
from batch.values import ENDED, BatchItem, BatchStatus, NoSuchBatch
from batch.worker import run_worker
from cli.batches.files import OpenedFile
from cli.batches.progress import show_progress
from cli.exits import talk
from guardrails.rulebook import Rulebook
from rewriting.computing import Computing
from rewriting.options import RewriteOptions
from storage.database import Database

LOOK_S = 0.1
"""Seconds between two looks at how the batch stands."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run: which batch it is, of what, and how it is worked on.

    `fresh` throws away what the same run has come to before.
    """

    batch_id: str
    file: OpenedFile
    reading: FormatOptions
    options: RewriteOptions
    concurrency: int | None = None
    fresh: bool = False


@dataclass(slots=True)
class Ended:
    """How a run ended: how the batch stands, what goes into the file, and what has no result."""

    status: BatchStatus
    placements: Placements
    without_result: list[BatchItem]


async def carry_out(run: Run, settings: Settings, rulebook: Rulebook) -> Ended | None:
    """Begin the batch or go on with it until it has ended; null if the person stopped it before.

    Raises `StorageError`.
    """
    computing = Computing()
    try:
        async with (
            open_storage(settings) as database,
            open_rewriter(settings, rulebook, computing) as rewriter,
        ):
            status = await _begin(database, run, settings)
            stop = asyncio.Event()
            with _told_to_stop(stop) as was_told, show_progress(status.total) as show:
                if status.state not in ENDED:
                    how = _how(run, settings)
                    work = run_worker(database, rewriter, how, stop, only=run.batch_id)
                    async with _beside(asyncio.create_task(work), stop):
                        status = await _watch(database, run.batch_id, show, stop)
                    status = await service.read_status(database, run.batch_id)
            if was_told() and status.state not in ENDED:
                talk(
                    f"Stopped: {status.done} of {status.total} items are done, and kept. "
                    "The same command again goes on."
                )
                return None
            return await _collect(database, run, status)
    finally:
        computing.close()


async def _begin(database: Database, run: Run, settings: Settings) -> BatchStatus:
    """How the run's batch stands, which is made if it is not there."""
    if run.fresh:
        await _forget(database, run.batch_id)
    try:
        status = await service.read_status(database, run.batch_id)
    except NoSuchBatch:
        return await _make(database, run, settings)
    talk(f"This file has been begun before: {status.done} of {status.total} items are done.")
    if status.state not in ENDED:
        talk(
            "What a killed run had under way is taken over "
            f"{settings.batch_stalled_s:g} seconds after its last sign of life."
        )
    return status


async def _make(database: Database, run: Run, settings: Settings) -> BatchStatus:
    file = run.file
    # It is there by now if the same command began at the same moment: then both work on it.
    with suppress(UniqueViolation):
        await service.submit(
            database,
            entries_of(file.library.items, settings),
            run.options,
            keep_for=timedelta(days=settings.batch_retention_days),
            source=keep_source(file.name, file.content, file.library, run.reading),
            batch_id=run.batch_id,
        )
    return await service.read_status(database, run.batch_id)


async def _forget(database: Database, batch_id: str) -> None:
    try:
        await service.delete(database, batch_id)
    except NoSuchBatch:
        return


def _how(run: Run, settings: Settings) -> WorkerSettings:
    how = worker_settings(settings)
    return how if run.concurrency is None else replace(how, calls=run.concurrency)


async def _watch(
    database: Database,
    batch_id: str,
    show: Callable[[BatchStatus], None],
    stop: asyncio.Event,
) -> BatchStatus:
    """Show how the batch gets on until it has ended or `stop` is set."""
    while True:
        status = await service.read_status(database, batch_id)
        show(status)
        if stop.is_set() or status.state in ENDED:
            return status
        await asyncio.sleep(LOOK_S)


@asynccontextmanager
async def _beside(worker: asyncio.Task[None], stop: asyncio.Event) -> AsyncIterator[None]:
    """Let a worker work beside the block, and finish what it has under way after it.

    Should it fail, the block is over and its error is raised.
    """
    worker.add_done_callback(lambda _: stop.set())
    try:
        yield
    finally:
        stop.set()
        await worker


@contextmanager
def _told_to_stop(stop: asyncio.Event) -> Iterator[Callable[[], bool]]:
    """Set `stop` at the first Ctrl-C or SIGTERM; at the second, end at once."""
    loop = asyncio.get_running_loop()
    told = False
    numbers = (signal.SIGINT, signal.SIGTERM)

    def tell() -> None:
        nonlocal told
        told = True
        stop.set()
        for number in numbers:
            loop.remove_signal_handler(number)
        talk("Finishing what is under way; Ctrl-C once more leaves it for the next run.")

    for number in numbers:
        loop.add_signal_handler(number, tell)
    try:
        yield lambda: told
    finally:
        for number in numbers:
            loop.remove_signal_handler(number)


async def _collect(database: Database, run: Run, status: BatchStatus) -> Ended:
    ended = Ended(status, Placements(), [])
    async for item in service.read_results(database, run.batch_id):
        ended.placements.place(run.file.library, item)
        if item.result is None:
            ended.without_result.append(item)
    return ended
