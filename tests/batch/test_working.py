"""What a chunk becomes that has ended its workers again and again."""

from __future__ import annotations

import asyncio

import pytest

from batch.settings import WorkerSettings
from batch.values import Outcomes
from batch.working import CAREFUL_AFTER, MOST_DEATHS, Working
from batch.writing import ResultWriter
from storage.database import Connection, Database
from tests.batch.running import ObedientRewriter, ended, entries, items_of, submit

pytestmark = pytest.mark.anyio


async def yes(_: Connection) -> bool:
    return True


class Death(BaseException):
    """The end of a worker, as far as one process can act it."""


async def test_an_item_that_ends_its_worker_each_time_is_an_error_and_the_others_are_not(
    database: Database,
) -> None:
    async def die(draft: str) -> None:
        if draft == "draft 3":
            raise Death

    rewriter = ObedientRewriter(die)
    batch_id = await submit(database, entries(6))
    deaths = 0
    for failed_tries in range(CAREFUL_AFTER + MOST_DEATHS + 1):
        writer = ResultWriter(database)
        writing = asyncio.create_task(writer.run())
        working = Working(database, rewriter, writer, WorkerSettings(calls=1))
        try:
            await working.work_on(batch_id, 0, failed_tries, yes)
        except Death:
            deaths += 1
        finally:
            writing.cancel()
    assert deaths == CAREFUL_AFTER + MOST_DEATHS
    status = await ended(database, batch_id)
    assert status.outcomes == Outcomes(rewritten=5, error=1)
    (guilty,) = (item for item in await items_of(database, batch_id) if item.error)
    assert guilty.seq == 3
    assert guilty.error
    assert guilty.error.code == "internal"
    assert all(times == 1 for draft, times in rewriter.asked.items() if draft != "draft 3")


async def test_a_chunk_that_two_have_is_answered_once(database: Database) -> None:
    rewriter = ObedientRewriter()
    batch_id = await submit(database, entries(5))
    writer = ResultWriter(database)
    writing = asyncio.create_task(writer.run())
    working = Working(database, rewriter, writer, WorkerSettings(calls=2))
    await working.work_on(batch_id, 0, 0, yes)
    await working.work_on(batch_id, 0, 1, yes)
    await working.work_on(batch_id, 99, 0, yes)
    writing.cancel()
    assert rewriter.asked.total() == 5


async def test_a_worker_that_has_lost_its_chunk_begins_nothing_more_of_it(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def no(_: Connection) -> bool:
        return False

    monkeypatch.setattr("batch.working.FRESH_S", 0.05)

    async def take_long(_: str) -> None:
        await asyncio.sleep(0.1)

    rewriter = ObedientRewriter(take_long)
    batch_id = await submit(database, entries(5))
    writer = ResultWriter(database)
    writing = asyncio.create_task(writer.run())
    working = Working(database, rewriter, writer, WorkerSettings(calls=2))
    await working.work_on(batch_id, 0, 0, no)
    assert rewriter.asked.total() == 2
    await working.work_on(batch_id, 0, 1, yes)
    writing.cancel()
    assert set(rewriter.asked.values()) == {1}
    assert (await ended(database, batch_id)).done == 5
