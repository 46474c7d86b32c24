"""The door to PostgreSQL: one pool of connections for a process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeAlias

import psycopg
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from storage.embedded import EmbeddedServer
from storage.errors import StorageUnavailable
from storage.migrating import check_schema, migrate, use_own_schema

Connection: TypeAlias = psycopg.AsyncConnection[TupleRow]
Pool: TypeAlias = AsyncConnectionPool[Connection]

CONNECTIONS = 12
"""Of one process. The queue takes one at a time, the results one, the rest answer questions."""
WAIT_S = 30.0
"""How long a statement waits for a connection, also while the database is being restarted."""


class Database:
    """A database that is given by its address, or else one of our own in a directory.

    Every statement goes through `connection()`. Connections that broke are replaced, and a server
    of our own that was killed is started again.
    """

    def __init__(self, *, url: str | None = None, data_dir: Path | None = None) -> None:
        self._embedded = EmbeddedServer(data_dir) if data_dir and not url else None
        self._url = url
        self.pool: Pool = AsyncConnectionPool(
            self._address,
            min_size=1,
            max_size=CONNECTIONS,
            timeout=WAIT_S,
            reconnect_timeout=WAIT_S,
            open=False,
            configure=_configure,
            check=AsyncConnectionPool.check_connection,
        )

    async def open(self) -> None:
        """Connect, and see that the tables are as this version needs them.

        The tables of a database of our own are brought up to date; those of a given one are its
        owner's. Raises `StorageUnavailable`, `SchemaOutdated`, `SchemaTooNew`.
        """
        try:
            await self.pool.open(wait=True, timeout=WAIT_S)
        except PoolTimeout:
            await self.pool.close()
            raise StorageUnavailable("The database cannot be reached.") from None
        try:
            async with self.connection() as connection:
                if self._embedded:
                    await migrate(connection)
                else:
                    await check_schema(connection)
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """Close the connections; a server of our own stops with the last process that uses it."""
        await self.pool.close()
        if self._embedded:
            await asyncio.to_thread(self._embedded.close)

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Connection]:
        """A connection on which every statement is its own transaction.

        A crash of the database may lose what the last moment wrote here, though never the middle
        of it: enough for the queue, whose work is done again if it does not know that it is done.
        """
        async with self.pool.connection() as connection:
            yield connection

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        """A connection in a transaction, which ends with the block: all or nothing.

        What it has written is on the disk then, as the server is set up to see to it.
        """
        async with self.pool.connection() as connection, connection.transaction():
            await connection.execute("set local synchronous_commit to default")
            yield connection

    async def ping(self, timeout_s: float = 2.0) -> bool:
        """Whether the database answers within so many seconds; for `/readyz`."""
        try:
            async with asyncio.timeout(timeout_s), self.connection() as connection:
                await connection.execute("select 1")
        except (TimeoutError, psycopg.Error, PoolTimeout):
            return False
        return True

    async def _address(self) -> str:
        # Asked before every new connection, which is when a killed server is noticed.
        if self._embedded is None:
            return self._url or ""
        return await asyncio.to_thread(self._embedded.address)


async def _configure(connection: Connection) -> None:
    await connection.set_autocommit(True)
    # Or each chunk would wait for the disk three times: when it is taken, closed and ended.
    await connection.execute("set synchronous_commit to off")
    await use_own_schema(connection)


@asynccontextmanager
async def open_database(
    *, url: str | None = None, data_dir: Path | None = None
) -> AsyncIterator[Database]:
    """A database that is closed at the end; see `Database`."""
    database = Database(url=url, data_dir=data_dir)
    await database.open()
    try:
        yield database
    finally:
        await database.close()
