"""A real PostgreSQL for tests: one server for all of them, an empty database for each."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from storage.embedded import EmbeddedServer


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """A directory for a server of the test's own.

    Not `tmp_path`: run by root, PostgreSQL runs as another user, and every pytest that starts
    closes the directory above to others.
    """
    with tempfile.TemporaryDirectory(prefix="tactful-") as made:
        yield Path(made)


@pytest.fixture(scope="session")
def postgres() -> Iterator[EmbeddedServer]:
    """A server that runs as long as the tests."""
    from storage.embedded import EmbeddedServer  # noqa: PLC0415  (most tests need no database)

    with tempfile.TemporaryDirectory(prefix="tactful-") as made:
        server = EmbeddedServer(Path(made))
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
