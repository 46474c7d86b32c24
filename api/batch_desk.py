"""Where batches are handed in: the database, opened when first needed, and a worker beside it.

A service that is asked for no batches starts no database. One that finds a database, because its
address is set or because batches were made before, opens it at once: their work goes on.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from api.problems import STORAGE_UNAVAILABLE, ProblemError
from api.settings import Settings
from batch.values import NoSuchBatch
from storage.errors import StorageError

if TYPE_CHECKING:
    from batch.working import Rewriting
    from storage.database import Database

logger = logging.getLogger("tactful.batch")

RETRY_S = 10
"""Seconds after which it is worth asking again, and between two tries to open the database."""
UPLOADS = 4
"""Uploads that are read at a time: each may hold its whole file in memory."""


class BatchDesk:
    """The database of one service, and the worker that works on it in the same process."""

    def __init__(self, settings: Settings, rewriter: Rewriting) -> None:
        self.uploads = asyncio.Semaphore(UPLOADS)
        self._settings = settings
        self._rewriter = rewriter
        self._turn = asyncio.Lock()
        self._database: Database | None = None
        self._failed = False
        self._stop = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def has_storage(self) -> bool:
        """Whether there is a database, be it one that has not been opened yet."""
        made = self._settings.data_dir.expanduser() / "postgres"
        return self._settings.database_url is not None or made.exists()

    async def begin(self) -> None:
        """Open in the background what is there."""
        if self.has_storage:
            self._tasks.append(asyncio.create_task(self._keep_trying()))

    async def end(self) -> None:
        """Let the worker finish what is under way, and close the database."""
        self._stop.set()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._database:
            await self._database.close()

    async def existing(self) -> Database:
        """The database, where there may be batches. Raises `NoSuchBatch` where there cannot."""
        if not self.has_storage:
            raise NoSuchBatch("There is no batch of this id.")
        return await self.database()

    async def database(self) -> Database:
        """The database, opened if it is not yet. Raises `ProblemError` (`storage_unavailable`)."""
        try:
            return await self._open()
        except StorageError as error:
            raise unavailable(str(error)) from None

    async def is_usable(self) -> bool:
        """Whether batches can be taken, as far as is known without starting a database."""
        if self._database:
            return await self._database.ping()
        return not self._failed and self._settings.database_url is None

    async def _open(self) -> Database:
        async with self._turn:
            if self._database is None:
                from api.batching import make_database, worker_settings  # noqa: PLC0415  (large)
                from batch.worker import run_worker  # noqa: PLC0415

                database = make_database(self._settings)
                try:
                    await database.open()
                except BaseException:
                    self._failed = True
                    raise
                self._failed = False
                self._database = database
                if self._settings.batch_worker:
                    work = run_worker(
                        database, self._rewriter, worker_settings(self._settings), self._stop
                    )
                    self._tasks.append(asyncio.create_task(work))
            return self._database

    async def _keep_trying(self) -> None:
        while not self._stop.is_set():
            try:
                await self._open()
            except StorageError as error:
                logger.warning("Batches wait for the database: %s", error)
            else:
                return
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), RETRY_S)


@asynccontextmanager
async def open_desk(settings: Settings, rewriter: Rewriting) -> AsyncIterator[BatchDesk]:
    """A desk that is closed at the end."""
    desk = BatchDesk(settings, rewriter)
    await desk.begin()
    try:
        yield desk
    finally:
        await desk.end()


def unavailable(detail: str) -> ProblemError:
    """The problem of a service whose database cannot be used now."""
    return ProblemError(STORAGE_UNAVAILABLE, detail, headers={"Retry-After": str(RETRY_S)})
