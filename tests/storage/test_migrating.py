from __future__ import annotations

import asyncio

import psycopg
import pytest

from storage.database import Database, open_database
from storage.errors import SchemaOutdated, SchemaTooNew
from storage.migrating import COMMAND, migrate, newest, read_applied

pytestmark = pytest.mark.anyio

TABLES = {"batches", "sources", "items", "results", "chunks", "buckets", "procrastinate_jobs"}


async def connect(url: str) -> psycopg.AsyncConnection[tuple[object, ...]]:
    connection = await psycopg.AsyncConnection.connect(url, autocommit=True)
    await connection.execute("set search_path to tactful")
    return connection


async def test_an_empty_database_gets_every_table_in_a_schema_of_its_own(
    database_url: str,
) -> None:
    async with await connect(database_url) as connection:
        assert await migrate(connection) == newest()
        cursor = await connection.execute(
            "select tablename from pg_tables where schemaname = 'tactful'"
        )
        assert {name for (name,) in await cursor.fetchall()} >= TABLES
        cursor = await connection.execute("select 1 from pg_tables where schemaname = 'public'")
        assert await cursor.fetchone() is None


async def test_migrating_again_does_nothing(database_url: str) -> None:
    async with await connect(database_url) as connection:
        await migrate(connection)
        assert await migrate(connection) is None


async def test_two_processes_that_start_at_once_migrate_once(database_url: str) -> None:
    async with await connect(database_url) as one, await connect(database_url) as other:
        done = await asyncio.gather(migrate(one), migrate(other))
    assert done.count(None) == 1


async def test_a_given_database_without_tables_is_refused_with_the_command(
    database_url: str,
) -> None:
    with pytest.raises(SchemaOutdated, match=COMMAND):
        await Database(url=database_url).open()


@pytest.mark.parametrize(
    "change", ["update applied set version = 0", "update applied set queue = '00.00.00'"]
)
async def test_an_older_schema_is_refused_with_the_command(database_url: str, change: str) -> None:
    async with await connect(database_url) as connection:
        await migrate(connection)
        await connection.execute(change)
    with pytest.raises(SchemaOutdated, match=COMMAND):
        await Database(url=database_url).open()


@pytest.mark.parametrize(
    "change", ["update applied set version = 99", "update applied set queue = '99.00.00'"]
)
async def test_a_newer_schema_is_refused_and_never_taken_back(
    database_url: str, change: str
) -> None:
    async with await connect(database_url) as connection:
        await migrate(connection)
        await connection.execute(change)
        with pytest.raises(SchemaTooNew, match="never goes back"):
            await migrate(connection)
    with pytest.raises(SchemaTooNew):
        await Database(url=database_url).open()


async def test_a_step_that_fails_leaves_nothing_behind(database_url: str) -> None:
    async with await connect(database_url) as connection:
        await connection.execute("create schema tactful")
        await connection.execute("create table tactful.items (seq integer)")
        with pytest.raises(psycopg.errors.DuplicateTable):
            await migrate(connection)
        assert await read_applied(connection) is None


async def test_a_migrated_database_opens_and_answers(database_url: str) -> None:
    async with await connect(database_url) as connection:
        await migrate(connection)
    async with open_database(url=database_url) as database:
        assert await database.ping()
