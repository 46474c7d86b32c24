"""An accepted item is never lost and has one result, whatever is killed, frozen or restarted.

Real processes: `tactful worker`, PostgreSQL, a model server that writes down every call. Calls in
flight may be repeated: what a model server is asked when its answer has nobody to go to is paid.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from batch import service
from tests.integration.batch.plant import (
    CONCURRENCY,
    STALLED_S,
    Plant,
    freeze,
    plant,
    run_module,
    thaw,
)

pytestmark = pytest.mark.anyio

ITEMS = 40
# `make slow` looks for other moments, and for more of them.
SEEDS = range(8) if os.environ.get("HYPOTHESIS_PROFILE") == "search" else range(1)

Fault = Callable[[Plant], Awaitable[None]]


async def kill_worker(plant: Plant) -> None:
    plant.workers[0].kill()
    plant.start_worker()


async def kill_database(plant: Plant) -> None:
    plant.postmaster().kill()


async def restart_database(plant: Plant) -> None:
    plant.postmaster().send_signal(signal.SIGINT)


async def freeze_worker(plant: Plant) -> None:
    """Longer than it takes for others to think it dead; then it goes on as if nothing had been."""
    freeze(plant.workers[0])
    await asyncio.sleep(STALLED_S * 1.5)
    thaw(plant.workers[0])


async def stop_worker(plant: Plant) -> None:
    plant.workers[0].send_signal(signal.SIGTERM)
    assert await asyncio.to_thread(plant.workers[0].wait, 60) == 0
    plant.start_worker()


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("fault", "workers"),
    [
        (kill_worker, 1),
        (kill_database, 2),
        (restart_database, 1),
        (freeze_worker, 2),
        (stop_worker, 1),
    ],
)
async def test_no_item_is_lost_and_none_has_two_results(
    data_dir: Path, tmp_path: Path, fault: Fault, workers: int, seed: int
) -> None:
    async with plant(data_dir, tmp_path / "calls", seed) as running:
        for _ in range(workers):
            running.start_worker()
        batch_id = await running.submit(ITEMS)
        status = await running.somewhere_in(batch_id, ITEMS)
        assert status.done < ITEMS
        await fault(running)
        status = await running.end_of(batch_id)
        count = await running.count(batch_id, ITEMS)
    print(f"{fault.__name__} seed {seed}: {count}")  # noqa: T201  (the table of faults)
    assert (count.lost, count.doubled) == (0, 0)
    assert count.outcomes == {"rewritten": ITEMS}
    assert (status.done, status.outcomes.rewritten) == (ITEMS, ITEMS)
    assert count.repeated_calls <= CONCURRENCY * workers


@pytest.mark.parametrize("seed", SEEDS)
async def test_a_submitter_that_is_killed_leaves_whole_batches_or_nothing(
    data_dir: Path, tmp_path: Path, seed: int
) -> None:
    items = 500
    async with plant(data_dir, tmp_path / "calls", seed) as running:
        submitter = run_module("submitter", data_dir, items)
        assert submitter.stdout
        accepted = [submitter.stdout.readline().strip() for _ in range(2)]
        await asyncio.sleep(running.chance.uniform(0, 0.3))
        submitter.kill()
        accepted += submitter.communicate()[0].split()
        async with running.database.connection() as connection:
            cursor = await connection.execute(
                "select b.id, b.total, count(i.seq) from batches b "
                "left join items i on i.batch_id = b.id group by b.id, b.total"
            )
            kept = {batch_id: (total, there) for batch_id, total, there in await cursor.fetchall()}
            cursor = await connection.execute(
                "select count(*) from items where batch_id not in (select id from batches)"
            )
            assert await cursor.fetchone() == (0,)
        assert set(accepted) <= kept.keys()
        assert set(kept.values()) == {(items, items)}
        running.start_worker()
        assert (await running.end_of(accepted[0])).outcomes.unchanged == items
        for batch_id in kept.keys() - {accepted[0]}:
            await service.delete(running.database, batch_id)
