"""Lets in as many requests as the service can serve, a few more wait, and the rest ask again.

uvicorn's own limit answers in plain text and without Retry-After, so it is done here.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from starlette.types import ASGIApp, Receive, Scope, Send

from api.problems import OVERLOADED, ProblemError, answer


@dataclass(frozen=True, slots=True)
class Capacity:
    """How many requests are served at a time, how many may wait, and how long, in seconds."""

    serving: int
    waiting: int
    patience_s: float


class Admission:
    """Bounds the requests to some routes; those to others, such as the probes, always come in.

    A request keeps its place until its answer has been sent, a stream until its end.
    """

    def __init__(self, app: ASGIApp, paths: frozenset[str], capacity: Capacity) -> None:
        self.app = app
        self._paths = paths
        self._capacity = capacity
        self._places = asyncio.Semaphore(capacity.serving)
        self._waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request once there is a place for it."""
        if scope["type"] != "http" or scope["path"] not in self._paths:
            await self.app(scope, receive, send)
            return
        try:
            async with self._place():
                await self.app(scope, receive, send)
        except _NoPlaceError:
            problem = ProblemError(
                OVERLOADED,
                "As many requests as can be served at a time are under way.",
                headers={"Retry-After": str(max(1, round(self._capacity.patience_s)))},
            )
            await answer(problem, scope)(scope, receive, send)

    @asynccontextmanager
    async def _place(self) -> AsyncIterator[None]:
        await self._wait()
        try:
            yield
        finally:
            self._places.release()

    async def _wait(self) -> None:
        """Take a place. Raises `_NoPlaceError` if too many wait, or after too long."""
        if self._places.locked() and self._waiting >= self._capacity.waiting:
            raise _NoPlaceError
        self._waiting += 1
        try:
            async with asyncio.timeout(self._capacity.patience_s):
                await self._places.acquire()
        except TimeoutError:
            raise _NoPlaceError from None
        finally:
            self._waiting -= 1


class _NoPlaceError(Exception):
    """Nobody left in time."""
