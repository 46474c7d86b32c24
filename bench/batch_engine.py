"""What the batch engine costs: 2,000 items whose model calls take uneven times, 100 in flight.

Budget (DESIGN section 8): wall time at most 1.2 times the ideal on one worker; two workers on one
PostgreSQL come close to half of it. The model is a sleep: what is measured is queue, tables and
engine. `python -m bench.batch_engine [WORKERS ...]`; the database is one of our own.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from multiprocessing.synchronize import Event
from pathlib import Path

from batch.service import read_status, submit
from batch.settings import WorkerSettings
from batch.values import Entry
from batch.worker import run_worker
from guardrails.context import Context
from guardrails.precheck import check_draft
from guardrails.rulebook import Rulebook
from guidance.loading import load_guidance
from rewriting.options import RewriteOptions
from rewriting.results import RewriteResult, Usage
from rewriting.rewriter import Rewriter
from storage.database import open_database

ITEMS, IN_FLIGHT, MEAN_S = 2_000, 100, 0.185
DRAFT = "Hello {},\n\nWe can't refund your order from our side. You'll have to ask the shop.\n"


def latencies(seed: int = 7) -> list[float]:
    """Lognormal times within 0.05 and 1 s, with the mean that the budget names."""
    chance = random.Random(seed)  # noqa: S311  (it draws waiting times)
    drawn = [min(max(chance.lognormvariate(-1.87, 0.6), 0.05), 1.0) for _ in range(ITEMS)]
    scale = MEAN_S / (sum(drawn) / ITEMS)
    return [min(max(seconds * scale, 0.05), 1.0) for seconds in drawn]


class SleepingRewriter:
    """Answers after the time that is its draft's, with a result of the usual size."""

    def __init__(self, result: RewriteResult, rulebook: Rulebook, times: Sequence[float]) -> None:
        self.rulebook = rulebook
        self._result = replace(result, usage=Usage(1, 1800, 180, 0))
        self._times = times

    async def rewrite(self, draft: str, context: Context, options: RewriteOptions) -> RewriteResult:
        """Sleep, and answer."""
        del context, options
        await asyncio.sleep(self._times[int(draft.split()[1].rstrip(","))])
        return self._result


async def work(data_dir: Path, ready: Event, stop: Event) -> None:
    """One worker, until it is told to stop."""
    rulebook = Rulebook.compile(load_guidance())
    result = await Rewriter(rulebook).rewrite(DRAFT.format(1))
    rewriter = SleepingRewriter(result, rulebook, latencies())
    told = asyncio.Event()
    async with open_database(data_dir=data_dir) as database:
        settings = WorkerSettings(calls=IN_FLIGHT)
        working = asyncio.create_task(run_worker(database, rewriter, settings, told))
        ready.set()
        began = time.process_time()
        await asyncio.to_thread(stop.wait)
        print(f"  CPU of a worker {time.process_time() - began:.2f} s")
        told.set()
        await working


def start(data_dir: Path, ready: Event, stop: Event) -> None:
    """The process of a worker."""
    asyncio.run(work(data_dir, ready, stop))


async def measure(data_dir: Path, workers: int) -> float:
    """The wall time of a batch from its submission to its end, in seconds."""
    spawning = multiprocessing.get_context("spawn")
    stop = spawning.Event()
    started = []
    for _ in range(workers):
        ready = spawning.Event()
        process = spawning.Process(target=start, args=(data_dir, ready, stop))
        process.start()
        await asyncio.to_thread(ready.wait)
        started.append(process)
    await asyncio.sleep(1.0)
    entries = [Entry(n, n, DRAFT.format(n)) for n in range(ITEMS)]
    async with open_database(data_dir=data_dir) as database:
        began = time.perf_counter()
        batch_id = await submit(database, entries, RewriteOptions(), keep_for=timedelta(days=1))
        accepted = time.perf_counter() - began
        while (await read_status(database, batch_id)).state != "done":  # noqa: ASYNC110
            await asyncio.sleep(0.02)
        wall = time.perf_counter() - began
    stop.set()
    for process in started:
        await asyncio.to_thread(process.join)
    print(f"  accepted after {accepted:.2f} s")
    return wall


async def compare(counts: Sequence[int]) -> None:
    """Measure with so many workers each, and print beside the ideal."""
    times = latencies()
    load = os.getloadavg()[0]
    print(f"{ITEMS} items, {IN_FLIGHT} in flight on each worker; load before: {load:.2f}")
    with tempfile.TemporaryDirectory(prefix="tactful-") as made:
        async with open_database(data_dir=Path(made)):
            for workers in counts:
                wall = await measure(Path(made), workers)
                ideal = sum(times) / IN_FLIGHT / workers
                print(
                    f"{workers} worker(s): wall {wall:.2f} s, ideal {ideal:.2f} s, "
                    f"ratio {wall / ideal:.2f}"
                )


def check_cost() -> None:
    """What the rewriter itself would add on the processor, which this bench leaves out."""
    rulebook = Rulebook.compile(load_guidance())
    check_draft(DRAFT.format(1), Context(), rulebook)
    began = time.perf_counter()
    for number in range(50):
        check_draft(DRAFT.format(number), Context(), rulebook)
    print(f"(the check of such a draft takes {(time.perf_counter() - began) / 50 * 1e3:.1f} ms)")


if __name__ == "__main__":
    asyncio.run(compare([int(count) for count in sys.argv[1:]] or [1, 2]))
    check_cost()
