"""The server from the wheel, seen from processes that share it and from one that kills it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from storage.database import Database, open_database
from storage.embedded import EmbeddedServer
from storage.errors import StorageUnavailable

STAYING = """
import sys
from pathlib import Path
from storage.embedded import EmbeddedServer
server = EmbeddedServer(Path(sys.argv[1]))
print(server.address(), flush=True)
sys.stdin.read()
server.close()
"""


@pytest.fixture
def server(data_dir: Path) -> Iterator[EmbeddedServer]:
    server = EmbeddedServer(data_dir)
    yield server
    server.close()


def postmaster(data_dir: Path) -> psutil.Process | None:
    try:
        pid = int((data_dir / "postgres" / "postmaster.pid").read_text().splitlines()[0])
        return psutil.Process(pid)
    except (FileNotFoundError, psutil.NoSuchProcess):
        return None


def another_process(data_dir: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", STAYING, str(data_dir)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline().startswith("postgresql://")
    return process


def test_it_listens_on_a_local_socket_only(server: EmbeddedServer) -> None:
    with psycopg.connect(server.address()) as connection:
        (listening,) = connection.execute("show listen_addresses").fetchone() or ("?",)
    assert listening == ""


def test_a_killed_server_is_started_again_with_what_was_committed(
    data_dir: Path, server: EmbeddedServer
) -> None:
    with psycopg.connect(server.address(), autocommit=True) as connection:
        connection.execute("create table kept as select 42 as number")
    killed = postmaster(data_dir)
    assert killed
    killed.kill()
    killed.wait(10)
    with psycopg.connect(server.address()) as connection:
        assert connection.execute("select number from kept").fetchone() == (42,)


def test_the_last_process_to_leave_stops_it_though_another_was_killed(
    data_dir: Path, server: EmbeddedServer
) -> None:
    server.address()
    killed, staying = another_process(data_dir), another_process(data_dir)
    os.kill(killed.pid, signal.SIGKILL)
    killed.communicate()
    server.close()
    assert postmaster(data_dir)
    staying.communicate("")
    assert postmaster(data_dir) is None


def test_a_second_user_in_this_process_keeps_it_running(
    data_dir: Path, server: EmbeddedServer
) -> None:
    server.address()
    other = EmbeddedServer(data_dir)
    other.address()
    other.close()
    assert postmaster(data_dir)
    server.close()
    assert postmaster(data_dir) is None


def test_the_process_number_of_a_killed_server_may_belong_to_another_program(
    data_dir: Path, server: EmbeddedServer
) -> None:
    server.address()
    server.close()
    (data_dir / "postgres" / "postmaster.pid").write_text(
        f"{os.getpid()}\n{data_dir}/postgres\n1\n5432\n{data_dir}/postgres\n\n 1 2\nready\n"
    )
    with psycopg.connect(server.address()) as connection:
        assert connection.execute("select 1").fetchone() == (1,)


def test_a_server_that_cannot_start_says_where_to_look(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.embedded.START_S", 0)
    (data_dir / "postgres").write_text("a file where a directory should be")
    with pytest.raises(StorageUnavailable, match="see its file `log`"):
        EmbeddedServer(data_dir).address()


@pytest.mark.anyio
async def test_a_database_of_our_own_migrates_itself_and_survives_a_kill(data_dir: Path) -> None:
    async with open_database(data_dir=data_dir) as database:
        assert await database.ping()
        killed = postmaster(data_dir)
        assert killed
        killed.kill()
        killed.wait(10)
        async with database.connection() as connection:
            cursor = await connection.execute("select count(*) from batches")
            assert await cursor.fetchone() == (0,)
    assert postmaster(data_dir) is None


@pytest.mark.anyio
async def test_a_database_that_is_not_there_is_unavailable(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.database.WAIT_S", 0.5)
    with pytest.raises(StorageUnavailable):
        await Database(url=f"postgresql://nobody@/none?host={data_dir}").open()
