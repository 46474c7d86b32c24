"""The tables as this version needs them: made, brought up to date, or refused.

Ours are described step by step in `migrations/*.sql`; the queue's come with procrastinate, which
keeps steps of its own. What has been applied is written down beside the tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import LiteralString

import psycopg
from procrastinate.schema import SchemaManager
from psycopg.rows import TupleRow

from storage.errors import SchemaOutdated, SchemaTooNew, StorageUnavailable

SCHEMA: LiteralString = "tactful"
"""The schema of the database that holds all tables, so that they stand in nobody's way."""
COMMAND = "tactful storage migrate"
_LOCK = 0x7461_6374
"""The advisory lock under which tables are changed: two processes may start at the same time."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What has been applied: our last step, and the name of the queue's last step."""

    version: int
    queue: str


def newest() -> Applied:
    """What this version of Tactful needs."""
    return Applied(max(_own_steps()), max(_queue_steps()))


async def check_schema(connection: psycopg.AsyncConnection[TupleRow]) -> None:
    """Raises `SchemaOutdated` or `SchemaTooNew` unless the tables are as this version needs."""
    found, needed = await read_applied(connection), newest()
    if found is None:
        raise SchemaOutdated(f"The database holds no tables of Tactful yet: run `{COMMAND}`.")
    _refuse_newer(found, needed)
    if found != needed:
        raise SchemaOutdated(
            f"The database's tables are of version {found.version} ({found.queue}); this Tactful "
            f"needs {needed.version} ({needed.queue}). Stop the workers, then run `{COMMAND}`."
        )


async def migrate(connection: psycopg.AsyncConnection[TupleRow]) -> Applied | None:
    """Bring the tables up to date, all or nothing; null if there was nothing to do.

    Jobs that are queued stay queued. Raises `SchemaTooNew`.
    """
    async with connection.transaction():
        await connection.execute("select pg_advisory_xact_lock(%s)", (_LOCK,))
        await connection.execute("set local synchronous_commit to default")  # it must be lasting
        found, needed = await read_applied(connection), newest()
        if found == needed:
            return None
        if found is None:
            await connection.execute(f"create schema if not exists {SCHEMA}")
            await connection.execute(SchemaManager.get_schema())
        else:
            _refuse_newer(found, needed)
            for name, step in sorted(_queue_steps().items()):
                if name > found.queue:
                    await connection.execute(step)
        for version, step in sorted(_own_steps().items()):
            if found is None or version > found.version:
                await connection.execute(step)
        await connection.execute("delete from applied")
        await connection.execute(
            "insert into applied (version, queue) values (%s, %s)", (needed.version, needed.queue)
        )
    return needed


async def migrate_database(url: str) -> Applied | None:
    """Bring the tables of the database at `url` up to date, as `migrate` does.

    Raises `StorageUnavailable`, `SchemaTooNew`.
    """
    try:
        connection = await psycopg.AsyncConnection.connect(url, autocommit=True)
    except psycopg.OperationalError as error:
        why = str(error).strip().replace("\n", " ")
        raise StorageUnavailable(f"The database cannot be reached: {why}") from None
    async with connection:
        await use_own_schema(connection)
        return await migrate(connection)


async def use_own_schema(connection: psycopg.AsyncConnection[TupleRow]) -> None:
    """Let the names of tables mean ours: a given database may hold another program's as well."""
    await connection.execute(f"set search_path to {SCHEMA}")


async def read_applied(connection: psycopg.AsyncConnection[TupleRow]) -> Applied | None:
    """What has been applied to this database, or null if it holds nothing of ours."""
    cursor = await connection.execute("select to_regclass(%s)", (f"{SCHEMA}.applied",))
    if await cursor.fetchone() == (None,):
        return None
    cursor = await connection.execute("select version, queue from tactful.applied")
    row = await cursor.fetchone()
    return Applied(*row) if row else None


def _refuse_newer(found: Applied, needed: Applied) -> None:
    if found.version > needed.version or found.queue > needed.queue:
        raise SchemaTooNew(
            f"The database's tables are of version {found.version} ({found.queue}), newer than "
            f"this Tactful knows ({needed.version}, {needed.queue}). Install the newer Tactful; "
            f"`{COMMAND}` never goes back."
        )


def _own_steps() -> dict[int, str]:
    """Our steps by their numbers."""
    steps = (files("storage") / "migrations").iterdir()
    return {
        int(file.name[:4]): file.read_text(encoding="utf-8")
        for file in steps
        if file.name.endswith(".sql")
    }


def _queue_steps() -> dict[str, str]:
    """The steps of the installed procrastinate by their names, which sort by version."""
    steps = (files("procrastinate.sql") / "migrations").iterdir()
    return {
        file.name.removesuffix(".sql"): file.read_text(encoding="utf-8")
        for file in steps
        if file.name.endswith(".sql")
    }
