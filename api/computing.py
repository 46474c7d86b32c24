"""Runs checks so that a long text does not make other requests wait."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread

LONG_TEXT = 2_000
"""Code points from which a check runs in a thread; below, a thread costs more than it saves."""

# Python runs one thread at a time: several would finish no sooner, and the event loop would wait
# for its turn behind each of them.
_thread = CapacityLimiter(1)

P = ParamSpec("P")
Answer = TypeVar("Answer")


async def compute(
    size: int, step: Callable[P, Answer], *args: P.args, **kwargs: P.kwargs
) -> Answer:
    """What `step` returns; `size` is the length of the texts that it works on, in code points."""
    if size < LONG_TEXT:
        return step(*args, **kwargs)
    return await to_thread.run_sync(lambda: step(*args, **kwargs), limiter=_thread)
