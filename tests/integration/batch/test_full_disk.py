"""A disk that is full stops a batch; once there is room, it goes on, and nothing has been lost.

Only where a small file system can be mounted, which needs a privilege: elsewhere there is no honest
way to fill a disk. What the writer does while the database refuses is proven in
`tests/batch/test_writing.py` everywhere.
"""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.integration.batch.plant import CONCURRENCY, plant

ITEMS = 40
FULL_S = 3.0


@contextmanager
def small_disk(directory: Path) -> Iterator[None]:
    """A file system of 200 MB over `directory`."""
    mount = ("/bin/mount", "-t", "tmpfs", "-o", "size=200m", "tmpfs", str(directory))
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no file system can be mounted here")
    try:
        yield
    finally:
        subprocess.run(("/bin/umount", "--lazy", str(directory)), check=True)


def fill(directory: Path) -> Path:
    """A file that leaves no room for anything else."""
    filler = directory / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(64 * 1024))
    return filler


@pytest.mark.anyio
async def test_a_full_disk_delays_and_loses_nothing(data_dir: Path, tmp_path: Path) -> None:
    with small_disk(data_dir):
        async with plant(data_dir, tmp_path / "calls", seed=0) as running:
            running.start_worker()
            batch_id = await running.submit(ITEMS)
            await running.somewhere_in(batch_id, ITEMS)
            filler = fill(data_dir)
            await asyncio.sleep(FULL_S)
            filler.unlink()
            status = await running.end_of(batch_id)
            count = await running.count(batch_id, ITEMS)
    print(f"full disk: {count}")  # noqa: T201  (for the table of faults)
    assert (count.lost, count.doubled) == (0, 0)
    assert status.outcomes.rewritten == ITEMS
    assert count.repeated_calls <= 2 * CONCURRENCY
