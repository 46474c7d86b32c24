"""Everything that runs when batches are worked on, as real processes that a test may kill."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import string
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import psutil
import psycopg

from batch import service
from batch.values import BatchStatus, Entry
from rewriting.options import RewriteOptions
from storage.database import Database, open_database

CONCURRENCY = 8
STALLED_S = 5
PATIENCE_S = 120


def thing(seq: int) -> str:
    """A word for a number, which looks like nothing else."""
    letters = string.ascii_lowercase
    return f"quor{letters[seq // 676]}{letters[seq // 26 % 26]}{letters[seq % 26]}"


@dataclass
class Count:
    """What became of a batch, counted from the tables and from the model server's own log."""

    lost: int
    doubled: int
    repeated_calls: int
    outcomes: Counter[str]


@dataclass
class Plant:
    """A database of our own, a model server, and the workers on them."""

    data_dir: Path
    database: Database
    log: Path
    port: int
    chance: random.Random
    workers: list[subprocess.Popen[str]] = field(default_factory=list)

    def start_worker(self) -> subprocess.Popen[str]:
        """Start `tactful worker`, and wait until it works."""
        worker = subprocess.Popen(
            [sys.executable, "-m", "cli", "worker"],
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ
            | {
                "OPENAI_BASE_URL": f"http://127.0.0.1:{self.port}/v1",
                "TACTFUL_DATA_DIR": str(self.data_dir),
                "TACTFUL_BATCH_CONCURRENCY": str(CONCURRENCY),
                "TACTFUL_BATCH_STALLED_S": str(STALLED_S),
                "TACTFUL_LOG_LEVEL": "error",
            },
        )
        self.workers.append(worker)
        assert worker.stderr
        said = worker.stderr.readline()
        assert said == "Tactful works on batches.\n", said + worker.stderr.read()
        return worker

    def postmaster(self) -> psutil.Process:
        """The first process of the database."""
        pid = (self.data_dir / "postgres" / "postmaster.pid").read_text().splitlines()[0]
        return psutil.Process(int(pid))

    async def submit(self, items: int) -> str:
        """A batch in which every draft needs the model."""
        entries = [Entry(n, n, f"We can't refund the {thing(n)}.") for n in range(items)]
        options = RewriteOptions(deadline_ms=120_000)
        return await service.submit(self.database, entries, options, keep_for=timedelta(days=1))

    async def somewhere_in(self, batch_id: str, items: int) -> BatchStatus:
        """How a batch stands at a random moment in the middle of its run."""
        wanted = self.chance.randint(1, items // 2)
        return await self._once(batch_id, lambda status: status.done >= wanted)

    async def end_of(self, batch_id: str) -> BatchStatus:
        """How a batch stands at its end."""
        return await self._once(batch_id, lambda status: status.state == "done")

    async def count(self, batch_id: str, items: int) -> Count:
        """Count what the batch has come to, row by row."""
        async with self.database.connection() as connection:
            cursor = await connection.execute(
                "select seq, outcome, result->>'text' from results where batch_id = %s",
                (batch_id,),
            )
            rows = await cursor.fetchall()
        own = {seq for seq, _, text in rows if text and thing(seq) in text}
        calls = Counter(self.log.read_text().split())
        return Count(
            lost=items - len(own),
            doubled=len(rows) - len({seq for seq, _, _ in rows}),
            repeated_calls=calls.total() - len(calls),
            outcomes=Counter(outcome for _, outcome, _ in rows),
        )

    async def _once(self, batch_id: str, holds) -> BatchStatus:  # type: ignore[no-untyped-def]
        async with asyncio.timeout(PATIENCE_S):
            while True:
                # Who asks while the database is being killed is told so, and asks again.
                with suppress(psycopg.Error):
                    status = await service.read_status(self.database, batch_id)
                    if holds(status):
                        return status
                await asyncio.sleep(0.02)


def run_module(name: str, *args: object) -> subprocess.Popen[str]:
    """Start a module of this directory as a process whose stdout can be read."""
    return subprocess.Popen(
        [sys.executable, "-m", f"tests.integration.batch.{name}", *map(str, args)],
        stdout=subprocess.PIPE,
        text=True,
    )


@asynccontextmanager
async def plant(data_dir: Path, log: Path, seed: int) -> AsyncIterator[Plant]:
    """Start everything but the workers; at the end nothing of it runs any more."""
    server = run_module("model_server", log, seed)
    chance = random.Random(seed)  # noqa: S311  (it chooses moments, not secrets)
    try:
        assert server.stdout
        port = int(server.stdout.readline())
        async with open_database(data_dir=data_dir) as database:
            made = Plant(data_dir, database, log, port, chance)
            try:
                yield made
            finally:
                for worker in made.workers:
                    _end(worker)
    finally:
        _end(server)


def _end(process: subprocess.Popen[str]) -> None:
    """Kill a process, also a frozen one."""
    process.kill()
    process.wait(10)
    for stream in (process.stdout, process.stderr):
        if stream:
            stream.close()


def freeze(process: subprocess.Popen[str]) -> None:
    """Stop a process where it stands."""
    os.kill(process.pid, signal.SIGSTOP)


def thaw(process: subprocess.Popen[str]) -> None:
    """Let it go on."""
    os.kill(process.pid, signal.SIGCONT)
