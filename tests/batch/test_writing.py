from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest

from batch.writing import ResultWriter
from storage.database import Connection, Database
from storage.rows import NewBatch, NewItem, NewResult
from storage.submitting import insert_batch, insert_items

pytestmark = pytest.mark.anyio

BATCH = "bt_1"


@asynccontextmanager
async def writing(database: Database, items: int) -> AsyncIterator[ResultWriter]:
    """A batch with items, and a writer that runs as long as the block."""
    batch = NewBatch(BATCH, "{}", datetime.now(UTC) + timedelta(days=1))
    async with database.transaction() as connection:
        await insert_items(connection, BATCH, (NewItem(n, "null") for n in range(items)))
        await insert_batch(connection, batch, items, (), None)
    writer = ResultWriter(database)
    running = asyncio.create_task(writer.run())
    try:
        yield writer
    finally:
        running.cancel()


async def rows_of(database: Database) -> list[tuple[Any, ...]]:
    async with database.connection() as connection:
        cursor = await connection.execute(
            "select seq, outcome, result::text, error->>'code' from results order by seq"
        )
        return await cursor.fetchall()


def result(seq: int, text: str = '"\\\\ {\\"a\\": 1}"', batch_id: str = BATCH) -> NewResult:
    return NewResult(batch_id, seq, "rewritten", text)


async def test_the_first_result_stays_and_is_counted_once(database: Database) -> None:
    async with writing(database, 2) as writer:
        assert await writer.write([result(0, '"first"')]) == "queued"
        assert await writer.write([result(0, '"second"'), result(1)]) == "done"
    assert [(seq, text) for seq, _, text, _ in await rows_of(database)] == [
        (0, '"first"'),
        (1, '"\\\\ {\\"a\\": 1}"'),
    ]
    async with database.connection() as connection:
        cursor = await connection.execute("select done, rewritten from batches")
        assert await cursor.fetchone() == (2, 2)


async def test_the_same_item_twice_at_once_is_counted_once(database: Database) -> None:
    async with writing(database, 1) as one:
        other = ResultWriter(database)
        running = asyncio.create_task(other.run())
        await asyncio.gather(one.write([result(0)]), other.write([result(0)]))
        running.cancel()
    assert len(await rows_of(database)) == 1


async def test_a_result_of_a_deleted_batch_is_thrown_away(database: Database) -> None:
    async with writing(database, 1) as writer:
        assert await writer.write([result(0, batch_id="bt_gone")]) is None
    assert await rows_of(database) == []


async def test_results_wait_until_the_disk_has_room_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    import batch.writing  # noqa: PLC0415

    tries = 0
    write = batch.writing.write_results

    async def full_at_first(connection: Connection, rows: list[NewResult]) -> Any:
        nonlocal tries
        tries += 1
        if tries < 3:
            raise psycopg.errors.DiskFull
        return await write(connection, rows)

    monkeypatch.setattr("batch.writing.write_results", full_at_first)
    async with writing(database, 2) as writer:
        states = await asyncio.gather(writer.write([result(0)]), writer.write([result(1)]))
    assert set(states) == {"done"}
    assert len(await rows_of(database)) == 2


async def test_a_result_that_cannot_be_written_is_an_error_and_stops_no_other(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    async with writing(database, 2) as writer:
        await asyncio.gather(
            writer.write([result(0, "xylocanary: no JSON")]), writer.write([result(1)])
        )
    first, second = await rows_of(database)
    assert first == (0, "error", None, "internal")
    assert second[:2] == (1, "rewritten")
    assert "xylocanary" not in caplog.text
