"""A real PostgreSQL for tests: one server for all of them, an empty database for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from storage.embedded import EmbeddedServer


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedServer]:
    """A server that runs as long as the tests."""
    from storage.embedded import EmbeddedServer  # noqa: PLC0415  (most tests need no database)

    server = EmbeddedServer(tmp_path_factory.mktemp("postgres"))
    yield server
    server.close()


@pytest.fixture
def database_url(postgres: EmbeddedServer) -> str:
    """The address of an empty database."""
    import psycopg  # noqa: PLC0415

    name = f"t{uuid4().hex}"
    with psycopg.connect(postgres.address(), autocommit=True) as connection:
        connection.execute(f"create database {name}")
    return postgres.address().replace("/postgres?", f"/{name}?")
