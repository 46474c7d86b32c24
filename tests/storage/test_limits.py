from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from storage.database import Connection, Database
from storage.limits import settle, take
from tests.batch.running import migrated

pytestmark = pytest.mark.anyio

SLOW = 10
"""A minute's limit of which one may be used at once, and one more every 6.67 seconds."""
NEXT_S = 60 / (SLOW * 0.9)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    async with migrated(database_url) as opened:
        yield opened


@pytest.fixture
async def connection(database: Database) -> AsyncIterator[Connection]:
    async with database.connection() as opened:
        yield opened


async def test_a_tenth_of_a_minute_may_be_used_at_once(connection: Connection) -> None:
    assert await take(connection, "requests", 1, SLOW) == 0
    assert 0 < await take(connection, "requests", 1, SLOW) <= NEXT_S


async def test_who_has_to_wait_takes_nothing(connection: Connection) -> None:
    await take(connection, "requests", 1, SLOW)
    waits = [await take(connection, "requests", 1, SLOW) for _ in range(5)]
    assert waits == sorted(waits, reverse=True)
    assert waits[-1] > 0


async def test_all_who_share_a_database_share_a_limit(database: Database) -> None:
    async with database.connection() as one, database.connection() as other:
        assert await take(one, "requests", 1, SLOW) == 0
        assert await take(other, "requests", 1, SLOW) > 0
        assert await take(other, "tokens", 1, SLOW) == 0


async def test_what_was_not_used_is_given_back(connection: Connection) -> None:
    await take(connection, "requests", 1, SLOW)
    await settle(connection, "requests", -1, SLOW)
    assert await take(connection, "requests", 1, SLOW) == 0


async def test_what_was_used_beyond_is_waited_for(connection: Connection) -> None:
    assert await take(connection, "tokens", 1, SLOW) == 0
    await settle(connection, "tokens", 3, SLOW)
    assert 3 * NEXT_S < await take(connection, "tokens", 1, SLOW) <= 4 * NEXT_S


async def test_more_than_a_bucket_holds_is_taken_from_a_full_one(connection: Connection) -> None:
    assert await take(connection, "tokens", 5, SLOW) == 0
    assert 4 * NEXT_S < await take(connection, "tokens", 1, SLOW) <= 5 * NEXT_S


async def test_a_bucket_refills_with_time_and_never_overflows(connection: Connection) -> None:
    await take(connection, "requests", 1, SLOW)
    await connection.execute("update buckets set filled_at = filled_at - interval '1 hour'")
    assert await take(connection, "requests", 1, SLOW) == 0
    assert await take(connection, "requests", 1, SLOW) > 0
