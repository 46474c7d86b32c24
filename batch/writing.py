"""Results on their way to the tables: gathered for a moment, then written together.

A result waits here until it is written, however long the database is away or its disk is full: the
calls for it have been made. What waits is bounded by the chunks under way, which end only when
their results are written.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from dataclasses import replace

import psycopg
from psycopg_pool import PoolTimeout

from batch.shapes import ERROR, to_json
from batch.values import ItemError
from storage.database import Database
from storage.results import write_results
from storage.rows import NewResult, State

logger = logging.getLogger("tactful.batch")

GATHER_S = 0.05
"""How long results gather: a commit takes some milliseconds, for one as for many."""
MOST = 500
"""Results written together."""
LONGEST_PAUSE_S = 5.0
"""Between tries while the database is away."""
UNWRITABLE = ItemError("internal", "The result cannot be written; the log says why.")


class ResultWriter:
    """Writes the results of one process. `run` does it; `write` waits until it is done."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: deque[tuple[NewResult, asyncio.Future[State | None]]] = deque()
        self._arrived = asyncio.Event()

    async def write(self, rows: list[NewResult]) -> State | None:
        """The state of the rows' batch once they are written; null if it has been deleted."""
        loop = asyncio.get_running_loop()
        written: list[asyncio.Future[State | None]] = [loop.create_future() for _ in rows]
        self._waiting.extend(zip(rows, written, strict=True))
        self._arrived.set()
        return (await asyncio.gather(*written))[-1]

    async def run(self) -> None:
        """Write what arrives, until cancelled."""
        while True:
            await self._arrived.wait()
            await asyncio.sleep(GATHER_S)
            self._arrived.clear()
            while self._waiting:
                group = [self._waiting.popleft() for _ in range(min(len(self._waiting), MOST))]
                states = await self._write_in_time([row for row, _ in group])
                for row, written in group:
                    if not written.done():
                        written.set_result(states.get(row.batch_id))

    async def _write_in_time(self, rows: list[NewResult]) -> dict[str, State]:
        """Write a group, again and again while the database is away."""
        pause = 0.1
        while True:
            try:
                return await self._write(rows)
            except psycopg.DataError as error:
                # Not the message, which may quote what somebody wrote.
                logger.error("A result cannot be written: %s", type(error).__name__)
                rows = await self._without_unwritable(rows)
            except (psycopg.Error, PoolTimeout) as error:
                logger.warning("Results wait for the database: %s", type(error).__name__)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE_S)

    async def _write(self, rows: list[NewResult]) -> dict[str, State]:
        async with self._database.transaction() as connection:
            return await write_results(connection, rows)

    async def _without_unwritable(self, rows: list[NewResult]) -> list[NewResult]:
        """The same group with an error in place of each row that the database does not take."""
        good = []
        for row in rows:
            try:
                await self._write([row])
                good.append(row)
            except psycopg.DataError:
                error = to_json(ERROR, UNWRITABLE)
                good.append(replace(row, outcome="error", result=None, error=error))
            except (psycopg.Error, PoolTimeout):
                good.append(row)
        return good
