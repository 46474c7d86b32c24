"""`tactful worker`: works on batches beside the service, as many processes as one likes."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING

from cli.exits import give_up, talk
from cli.loading import load_settings
from guidance.errors import GuidanceError

if TYPE_CHECKING:
    from api.settings import Settings


def work() -> None:
    """Work on batches until told to stop; what is under way is finished first."""
    settings = load_settings()
    from api.logs import configure_logs
    from api.settings import UnusableSettings
    from storage.errors import StorageError

    configure_logs(settings.log_level)
    try:
        asyncio.run(_work(settings))
    except (GuidanceError, UnusableSettings, StorageError) as error:
        give_up(f"the worker cannot start.\n{error}")


async def _work(settings: Settings) -> None:
    from api.batching import work_on_batches  # the database is slow to import

    ready, stop = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    working = asyncio.create_task(work_on_batches(settings, ready, stop))
    telling = asyncio.create_task(ready.wait())
    await asyncio.wait({working, telling}, return_when=asyncio.FIRST_COMPLETED)
    if ready.is_set():
        talk("Tactful works on batches.")
    telling.cancel()
    await working
