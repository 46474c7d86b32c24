from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from api.batching import open_storage, work_on_batches, worker_settings
from api.settings import Settings
from batch.limiting import Limits
from storage.errors import StorageUnavailable

pytestmark = pytest.mark.anyio


def test_a_worker_works_as_the_settings_say() -> None:
    settings = Settings(batch_concurrency=3, batch_tokens_per_minute=5_000, batch_stalled_s=9)
    made = worker_settings(settings)
    assert (made.calls, made.stalled_s, made.heartbeat_s) == (3, 9, 3)
    assert made.limits == Limits(requests=None, tokens=5_000)
    assert not worker_settings(Settings()).limits


async def test_without_an_address_the_database_is_our_own(data_dir: Path) -> None:
    async with open_storage(Settings(data_dir=data_dir)) as database:
        assert await database.ping()
    assert (data_dir / "postgres" / "PG_VERSION").exists()


async def test_a_worker_that_cannot_start_is_never_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.database.WAIT_S", 0.3)
    settings = Settings(database_url="postgresql://127.0.0.1:9/none")  # type: ignore[arg-type]  # settings take texts
    ready = asyncio.Event()
    with pytest.raises(StorageUnavailable):
        await work_on_batches(settings, ready, asyncio.Event())
    assert not ready.is_set()
