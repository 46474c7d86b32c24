from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from storage.database import Database
from tests.batch.running import migrated


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    async with migrated(database_url) as opened:
        yield opened
