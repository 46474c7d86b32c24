from __future__ import annotations

import asyncio

import pytest
from starlette.types import Message

from api.leaving import unless_client_leaves
from api.problems import ProblemError

pytestmark = pytest.mark.anyio


async def stays() -> Message:
    await asyncio.Event().wait()
    raise AssertionError


async def test_work_for_a_client_that_stays_is_finished() -> None:
    async def work() -> str:
        await asyncio.sleep(0)
        return "done"

    assert await unless_client_leaves(stays, work()) == "done"


async def test_a_failure_of_the_work_is_passed_on() -> None:
    async def work() -> str:
        raise LookupError

    with pytest.raises(LookupError):
        await unless_client_leaves(stays, work())


async def test_a_client_that_leaves_cancels_the_work() -> None:
    began, cancelled = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        began.set()
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    async def leaves() -> Message:
        await began.wait()
        return {"type": "http.disconnect"}

    with pytest.raises(ProblemError) as caught:
        await unless_client_leaves(leaves, work())
    assert caught.value.kind.code == "client_left"
    assert cancelled.is_set()


async def test_what_else_is_received_is_not_taken_for_leaving() -> None:
    messages = iter([{"type": "http.request"}, {"type": "http.request"}])

    async def receive() -> Message:
        return next(messages, None) or await stays()

    async def work() -> str:
        await asyncio.sleep(0.01)
        return "done"

    assert await unless_client_leaves(receive, work()) == "done"


async def test_cancelling_the_request_cancels_the_work() -> None:
    began, cancelled = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        began.set()
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    request = asyncio.create_task(unless_client_leaves(stays, work()))
    await began.wait()
    request.cancel()
    with pytest.raises(asyncio.CancelledError):
        await request
    assert cancelled.is_set()
