"""An upgrade with jobs queued: the tables of yesterday are brought up to date; the work goes on."""

from __future__ import annotations

import psycopg
import pytest

from storage import migrating
from storage.database import Database, open_database
from storage.errors import SchemaOutdated
from storage.migrating import migrate_database, newest, use_own_schema
from tests.batch.running import ObedientRewriter, ended, entries, submit, working

pytestmark = pytest.mark.anyio

YESTERDAY = "03.03.00"
"""The queue as procrastinate 3.3 left it, before jobs could be tried again after a failure."""


async def make_tables_of_yesterday(url: str) -> None:
    """Every step of the queue until then, and our own first one."""
    steps = {name: step for name, step in migrating._queue_steps().items() if name < YESTERDAY}
    assert len(steps) > 10
    assert max(steps) < newest().queue
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        await connection.execute("create schema tactful")
        await use_own_schema(connection)
        for _, step in sorted(steps.items()):
            await connection.execute(step)
        await connection.execute(migrating._own_steps()[1])
        await connection.execute("insert into applied values (1, %s)", (max(steps),))


async def test_jobs_that_were_queued_before_an_upgrade_finish_after_it(database_url: str) -> None:
    await make_tables_of_yesterday(database_url)
    old = Database(url=database_url)
    await old.pool.open()
    batch_id = await submit(old, entries(25))
    await old.close()
    with pytest.raises(SchemaOutdated, match="tactful storage migrate"):
        await Database(url=database_url).open()
    assert await migrate_database(database_url) == newest()
    rewriter = ObedientRewriter()
    async with open_database(url=database_url) as database, working(database, rewriter):
        status = await ended(database, batch_id)
    assert (status.state, status.outcomes.rewritten) == ("done", 25)
    assert set(rewriter.asked.values()) == {1}
