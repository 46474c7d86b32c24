from __future__ import annotations

import asyncio

import pytest
from starlette.types import Message, Receive, Scope, Send

from api.middleware.admission import Admission, Capacity

pytestmark = pytest.mark.anyio


class Slow:
    """An application whose requests end when a test says so."""

    def __init__(self) -> None:
        self.inside = 0
        self.most = 0
        self.go = asyncio.Event()

    async def __call__(self, scope: Scope, _: Receive, send: Send) -> None:
        self.inside += 1
        self.most = max(self.most, self.inside)
        try:
            if scope.get("path") != "/quick":
                await self.go.wait()
            await send({"type": "http.response.start", "status": 200, "headers": []})
        finally:
            self.inside -= 1


async def nothing() -> Message:
    raise AssertionError


async def ask(app: Admission, path: str = "/work") -> tuple[int, dict[str, str]]:
    """The status and the headers of the answer."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    await app({"type": "http", "path": path, "state": {}}, nothing, send)
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers


def bounded(app: Slow, *, waiting: int = 2, patience_s: float = 30.0) -> Admission:
    return Admission(app, frozenset({"/work", "/quick"}), Capacity(2, waiting, patience_s))


async def test_no_more_are_inside_than_there_are_places_and_all_are_served_in_the_end() -> None:
    slow = Slow()
    app = bounded(slow, waiting=10)
    asked = [asyncio.create_task(ask(app)) for _ in range(12)]
    await asyncio.sleep(0.01)
    assert slow.inside == 2
    slow.go.set()
    assert [status for status, _ in await asyncio.gather(*asked)] == [200] * 12
    assert slow.most == 2


async def test_whoever_finds_the_queue_full_is_told_when_to_ask_again() -> None:
    slow = Slow()
    app = bounded(slow)
    asked = [asyncio.create_task(ask(app)) for _ in range(4)]
    await asyncio.sleep(0.01)
    status, headers = await ask(app)
    assert status == 503
    assert headers["content-type"] == "application/problem+json"
    assert headers["retry-after"] == "30"
    slow.go.set()
    assert [status for status, _ in await asyncio.gather(*asked)] == [200] * 4


async def test_nobody_waits_for_ever() -> None:
    slow = Slow()
    app = bounded(slow, patience_s=0.01)
    asked = [asyncio.create_task(ask(app)) for _ in range(2)]
    await asyncio.sleep(0)
    assert (await ask(app))[0] == 503
    slow.go.set()
    await asyncio.gather(*asked)
    assert (await ask(app))[0] == 200


async def test_a_place_is_free_again_after_a_failure_and_after_a_client_has_left() -> None:
    slow = Slow()
    app = bounded(slow, waiting=0)
    for _ in range(3):
        leaving = asyncio.create_task(ask(app))
        await asyncio.sleep(0)
        leaving.cancel()
        await asyncio.gather(leaving, return_exceptions=True)
    slow.go.set()
    assert (await ask(app))[0] == 200


async def test_other_routes_are_never_kept_waiting() -> None:
    slow = Slow()
    app = bounded(slow, waiting=0)
    asked = [asyncio.create_task(ask(app)) for _ in range(2)]
    await asyncio.sleep(0)
    elsewhere = asyncio.create_task(ask(app, "/healthz"))
    await asyncio.sleep(0)
    assert slow.inside == 3
    slow.go.set()
    assert [status for status, _ in await asyncio.gather(*asked, elsewhere)] == [200] * 3
