"""A model server that does, byte for byte, whatever a test tells it to."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any

Request = dict[str, Any]
Performance = bytes | Callable[[Request, asyncio.StreamWriter], Awaitable[None]]
JSON = {"content-type": "application/json"}


def respond(
    body: bytes | str | object, status: int = 200, headers: Mapping[str, str] = JSON
) -> bytes:
    """A whole HTTP response; a body that is neither bytes nor text is sent as JSON."""
    if not isinstance(body, bytes | str):
        body = json.dumps(body)
    raw = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status} Whatever", "connection: close"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    if not {"content-length", "transfer-encoding"} & headers.keys():
        lines.append(f"content-length: {len(raw)}")
    return "\r\n".join([*lines, "", ""]).encode() + raw


def completion(content: object, finish_reason: str | None = "stop", **more: Any) -> dict[str, Any]:
    """A chat completion with this content; `message` adds to the message, the rest to the whole."""
    message = {"role": "assistant", "content": content, **more.pop("message", {})}
    return {
        "object": "chat.completion",
        "choices": [{"index": 0, "finish_reason": finish_reason, "message": message}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120},
        **more,
    }


def answer(content: object, finish_reason: str | None = "stop", **more: Any) -> bytes:
    """The whole HTTP response of an honest server."""
    return respond(completion(content, finish_reason, **more))


async def hang(_: Request, __: asyncio.StreamWriter) -> None:
    """Say nothing."""
    await asyncio.Event().wait()


async def reset(_: Request, writer: asyncio.StreamWriter) -> None:
    """Break the connection the hard way."""
    s: socket.socket = writer.get_extra_info("socket")
    s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def endless(head: bytes, piece: bytes, pause_s: float = 0.0) -> Performance:
    """Begin with `head`, then send `piece` again and again for as long as anybody listens."""

    async def perform(_: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while True:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause_s)

    return perform


class HostileServer:
    """What was asked of the server, and how much of its answers was taken."""

    def __init__(self, *performances: Performance) -> None:
        self.url = ""
        self.requests: list[Request] = []
        self.headers: list[dict[str, str]] = []
        self.asked = asyncio.Event()
        """Set once a request has been read."""
        self.left = asyncio.Event()
        """Set once a client has gone before the answer had ended."""
        self._performances = performances

    async def perform(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")[1:-2]
        headers = {
            name.lower(): value for name, _, value in (line.partition(": ") for line in head)
        }
        self.headers.append(headers)
        self.requests.append(json.loads(await reader.readexactly(int(headers["content-length"]))))
        self.asked.set()
        turn = min(len(self.requests), len(self._performances)) - 1
        performance = self._performances[turn]
        if isinstance(performance, bytes):
            writer.write(performance)
            return await writer.drain()
        acting = asyncio.ensure_future(performance(self.requests[-1], writer))
        leaving = asyncio.ensure_future(reader.read())
        try:
            await asyncio.wait({acting, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if leaving.done() or acting.exception():
                self.left.set()
        finally:
            acting.cancel()
            leaving.cancel()
            await asyncio.gather(acting, leaving, return_exceptions=True)
        return None


@asynccontextmanager
async def hostile_server(*performances: Performance) -> AsyncIterator[HostileServer]:
    """Serve the performances in order, one a request; the last one again and again."""
    server = HostileServer(*performances)
    handling: set[asyncio.Task[None]] = set()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        handling.add(task)
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                await server.perform(reader, writer)
        except asyncio.CancelledError:
            pass  # the test is over
        finally:
            writer.close()
            with suppress(ConnectionError, asyncio.CancelledError):
                await writer.wait_closed()
            handling.discard(task)

    listening = await asyncio.start_server(handle, "127.0.0.1", 0)
    try:
        server.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/v1"
        yield server
    finally:
        listening.close()
        for task in handling:
            task.cancel()
        await asyncio.gather(*handling, return_exceptions=True)
        await listening.wait_closed()
