"""Submits one batch after the other and says which were accepted, until killed.

`python -m tests.integration.batch.submitter DATA_DIR ITEMS`
"""

from __future__ import annotations

import asyncio
import sys
from datetime import timedelta
from pathlib import Path

from batch.service import submit
from batch.values import Entry
from rewriting.options import RewriteOptions
from storage.database import open_database


async def keep_submitting(data_dir: Path, items: int) -> None:
    """Submit until killed."""
    async with open_database(data_dir=data_dir) as database:
        while True:
            entries = [Entry(seq, seq, f"Thank you, {seq}.") for seq in range(items)]
            batch_id = await submit(database, entries, RewriteOptions(), keep_for=timedelta(days=1))
            sys.stdout.write(f"{batch_id}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(keep_submitting(Path(sys.argv[1]), int(sys.argv[2])))
