"""Puts together what batches need, as the settings say: the database, and a worker on it.

Apart from `api.wiring`, because a command that needs no database should not import one.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from api.settings import Settings
from api.wiring import compile_rulebook, open_rewriter
from batch.limiting import Limits
from batch.settings import WorkerSettings
from batch.worker import run_worker
from rewriting.computing import Computing
from storage.database import Database


def worker_settings(settings: Settings) -> WorkerSettings:
    """How a worker works under these settings."""
    return WorkerSettings(
        calls=settings.batch_concurrency,
        limits=Limits(settings.batch_requests_per_minute, settings.batch_tokens_per_minute),
        heartbeat_s=settings.batch_stalled_s / 3,
        stalled_s=settings.batch_stalled_s,
        shutdown_s=settings.shutdown_s,
    )


def make_database(settings: Settings) -> Database:
    """The database that the settings name, or else our own; not open yet."""
    url = settings.database_url
    return Database(url=url.get_secret_value() if url else None, data_dir=settings.data_dir)


@asynccontextmanager
async def open_storage(settings: Settings) -> AsyncIterator[Database]:
    """The database that the settings name, or else our own. Raises `StorageError`."""
    database = make_database(settings)
    await database.open()
    try:
        yield database
    finally:
        await database.close()


async def work_on_batches(settings: Settings, ready: asyncio.Event, stop: asyncio.Event) -> None:
    """Open everything, set `ready`, and work until `stop` is set.

    Raises `GuidanceError`, `UnusableSettings` and `StorageError` before `ready`.
    """
    rulebook = compile_rulebook(settings)
    computing = Computing()
    try:
        async with (
            open_storage(settings) as database,
            open_rewriter(settings, rulebook, computing) as rewriter,
        ):
            ready.set()
            await run_worker(database, rewriter, worker_settings(settings), stop)
    finally:
        computing.close()
