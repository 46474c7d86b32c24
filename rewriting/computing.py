"""Runs checks so that one long text does not make everybody else wait."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

LONG_TEXT = 2_000
"""Code points from which a check runs in a thread; below, it is over in some 10 ms."""
THREADS = 4
"""Python runs one of them at a time, so that more would finish no sooner: they are so many in order
that one text that takes long, or three, leave a thread to the others."""

P = ParamSpec("P")
T = TypeVar("T")


class Computing:
    """The threads of one process in which texts are worked on. Close it at the end.

    Nothing can stop a thread that computes. A caller that gives up (at its deadline, or because its
    client left) is free at once, a step that has not begun never does, but one under way goes on to
    its end and keeps its thread until then: that the threads are few bounds what can pile up.
    """

    def __init__(self, threads: int = THREADS) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="computing")

    async def run(self, size: int, step: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `step` returns: at once on a short text, in a thread on a long one.

        `size` is the length of the texts that it works on, in code points.
        """
        if size < LONG_TEXT:
            return step(*args, **kwargs)
        return await self.run_apart(step, *args, **kwargs)

    async def run_apart(self, step: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `step` returns, run in a thread whatever the length."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, partial(step, *args, **kwargs))

    def close(self) -> None:
        """Begin nothing any more; what is under way ends by itself, and the process after it."""
        self._threads.shutdown(wait=False, cancel_futures=True)
