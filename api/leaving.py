"""Stops work for a client that has left: nobody would read the answer, and a model costs money."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from starlette.types import Receive

from api.problems import CLIENT_LEFT, ProblemError

Answer = TypeVar("Answer")


async def unless_client_leaves(receive: Receive, work: Coroutine[Any, Any, Answer]) -> Answer:
    """The result of `work`, which is cancelled as soon as the client closes its connection.

    `receive` is that of a request whose body has been read. Raises `ProblemError` (`client_left`).
    """
    working = asyncio.create_task(work)
    leaving = asyncio.create_task(_until_the_client_leaves(receive))
    try:
        await asyncio.wait((working, leaving), return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result()
        raise ProblemError(CLIENT_LEFT, "The connection was closed; the rewrite was stopped.")
    finally:
        working.cancel()
        leaving.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)


async def _until_the_client_leaves(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
