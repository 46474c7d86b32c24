"""A client that leaves stops the model: over real sockets, from its own to the model server's."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx2
import pytest
import uvicorn

from api.app import create_app
from api.settings import Settings
from tests.hostile_server import endless, hostile_server

pytestmark = pytest.mark.anyio

DRAFT = "We can't refund the $45. You'll have to call the carrier by 5 May."
HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n"
PATIENCE_S = 30
"""Seconds after which a test gives up; nothing here waits that long on an idle machine."""


def piece(text: str) -> bytes:
    return b"data: " + json.dumps({"choices": [{"delta": {"content": text}}]}).encode() + b"\n\n"


@asynccontextmanager
async def serving(upstream: str) -> AsyncIterator[str]:
    """The whole service on a port of its own, with a model at `upstream`."""
    app = create_app(Settings(openai_base_url=upstream))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, lifespan="on"))
    running = asyncio.create_task(server.serve())
    try:
        while not server.started:  # noqa: ASYNC110  (uvicorn sets a flag, not an event)
            await asyncio.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await running


@pytest.mark.parametrize("accept", ["text/event-stream", "application/json"])
async def test_a_client_that_leaves_ends_the_call_to_the_model(accept: str) -> None:
    opening = piece("I'm so sorry about the trouble with this parcel. And ")
    talk = endless(HEAD + opening, piece("so on "), pause_s=0.01)
    async with (
        asyncio.timeout(PATIENCE_S),
        hostile_server(talk) as upstream,
        serving(upstream.url) as url,
        httpx2.AsyncClient(timeout=None) as client,
    ):
        request = client.build_request(
            "POST", f"{url}/v1/rewrites", json={"draft": DRAFT}, headers={"Accept": accept}
        )
        asking = asyncio.create_task(client.send(request, stream=True))
        if accept == "text/event-stream":
            answer = await asking
            async for line in answer.aiter_lines():
                if line.startswith("data: ") and "so sorry" in line:
                    break
            assert not upstream.left.is_set()
            await answer.aclose()
        else:
            await upstream.asked.wait()
            asking.cancel()
        await upstream.left.wait()
