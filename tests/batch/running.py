"""An open database, a rewriter that obeys, and a worker that runs while a block does."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import psycopg

from batch import service
from batch.settings import WorkerSettings
from batch.values import BatchItem, BatchStatus, BrokenEntry, Entry
from batch.worker import run_worker
from guardrails.context import Context
from rewriting.options import RewriteOptions
from rewriting.results import RewriteResult, Usage
from storage.database import Database, open_database
from storage.migrating import migrate
from tests.api.substitutes import SMALL_RULEBOOK, rewritten

QUICK = WorkerSettings(calls=8, heartbeat_s=0.2, stalled_s=1.0, shutdown_s=5.0)
WEEK = timedelta(days=7)
ONE_CALL = Usage(1, 100, 20, 0)


class ObedientRewriter:
    """Rewrites each draft to `text of it`, or does what `deed` does with it."""

    rulebook = SMALL_RULEBOOK

    def __init__(self, deed: Callable[[str], Awaitable[None]] | None = None) -> None:
        self.asked: Counter[str] = Counter()
        self.under_way = 0
        self.most_under_way = 0
        self._deed = deed

    async def rewrite(self, draft: str, context: Context, options: RewriteOptions) -> RewriteResult:
        assert isinstance(context, Context)
        assert isinstance(options, RewriteOptions)
        self.asked[draft] += 1
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        try:
            if self._deed:
                await self._deed(draft)
        finally:
            self.under_way -= 1
        return replace(rewritten(draft, f"text of {draft}"), usage=ONE_CALL)


@asynccontextmanager
async def migrated(url: str) -> AsyncIterator[Database]:
    """The database at an address, with all tables."""
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        await connection.execute("set search_path to tactful")
        await migrate(connection)
    async with open_database(url=url) as database:
        yield database


@asynccontextmanager
async def working(
    database: Database, rewriter: ObedientRewriter, settings: WorkerSettings = QUICK
) -> AsyncIterator[None]:
    """A worker that runs as long as the block, and is told to stop at its end."""
    stop = asyncio.Event()
    worker = asyncio.create_task(run_worker(database, rewriter, settings, stop))
    try:
        yield
    finally:
        stop.set()
        await worker


def entries(count: int, start: int = 0) -> list[Entry | BrokenEntry]:
    return [Entry(seq, f"id-{seq}", f"draft {seq}") for seq in range(start, start + count)]


async def submit(database: Database, given: list[Entry | BrokenEntry], **more: object) -> str:
    options = RewriteOptions()
    return await service.submit(database, given, options, keep_for=WEEK, **more)  # type: ignore[arg-type]  # the caller names them


async def ended(database: Database, batch_id: str) -> BatchStatus:
    """How a batch stands once it has ended."""
    return await _once(
        database, batch_id, lambda status: status.state in ("done", "cancelled", "failed")
    )


async def done_by_then(database: Database, batch_id: str, count: int) -> BatchStatus:
    """How a batch stands once `count` of its items are done."""
    return await _once(database, batch_id, lambda status: status.done >= count)


async def _once(
    database: Database, batch_id: str, holds: Callable[[BatchStatus], bool]
) -> BatchStatus:
    async with asyncio.timeout(30):
        while not holds(status := await service.read_status(database, batch_id)):  # noqa: ASYNC110
            await asyncio.sleep(0.02)  # the state is another process's: there is no event for it
    return status


async def items_of(database: Database, batch_id: str) -> list[BatchItem]:
    return [item async for item in service.read_results(database, batch_id)]
