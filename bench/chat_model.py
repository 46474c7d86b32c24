"""What the door to the model costs: `ChatModel.complete` beside the bare SDK, on a 0 ms server.

Budget (DESIGN section 8): the whole service may add 5 ms and 3.5 ms of CPU to a rewrite; the SDK
alone takes most of that.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import socket
import statistics
import time
from collections.abc import Awaitable, Callable

import openai

from prompts.messages import Message
from rewriting.model.chat_model import ChatModel
from rewriting.model.settings import ModelSettings

ROUNDS, CALLS = 5, 200
MESSAGES = (Message("system", "Be kind. " * 750), Message("user", "We can't refund it. " * 60))
ANSWER = {
    "object": "chat.completion",
    "choices": [
        {
            "index": 0,
            "finish_reason": "stop",
            "message": {"role": "assistant", "content": "Let me look into this with you. " * 20},
        }
    ],
    "usage": {"prompt_tokens": 1800, "completion_tokens": 180, "total_tokens": 1980},
}


class Server(asyncio.Protocol):
    """Answers every request at once with the same answer."""

    body = json.dumps(ANSWER).encode()
    response = b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%b" % (len(body), body)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin with nothing read."""
        assert isinstance(transport, asyncio.Transport)
        self.transport, self.unread = transport, b""

    def data_received(self, data: bytes) -> None:
        """Answer each request once its body is whole."""
        self.unread += data
        head, found, body = self.unread.partition(b"\r\n\r\n")
        length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
        if found and len(body) >= int(length):
            self.unread = body[int(length) :]
            self.transport.write(self.response)


def serve(listening: socket.socket) -> None:
    """Serve in a process of its own, so that its CPU time is not counted."""

    async def forever() -> None:
        server = await asyncio.get_running_loop().create_server(Server, sock=listening)
        await server.serve_forever()

    asyncio.run(forever())


async def measure(call: Callable[[], Awaitable[object]]) -> tuple[float, float]:
    """The median wall time and the mean CPU time of a call, in ms."""
    times = []
    cpu = time.process_time()
    for _ in range(CALLS):
        began = time.perf_counter()
        await call()
        times.append(time.perf_counter() - began)
    return statistics.median(times) * 1e3, (time.process_time() - cpu) / CALLS * 1e3


async def compare(url: str) -> None:
    """Measure both in turns and print the best round of each."""
    sdk = openai.AsyncOpenAI(api_key="none", base_url=url, max_retries=0)
    model = ChatModel(ModelSettings(url))
    now = asyncio.get_running_loop().time
    messages = [{"role": m.role, "content": m.content} for m in MESSAGES]
    calls: dict[str, Callable[[], Awaitable[object]]] = {
        "openai SDK, create()": lambda: sdk.chat.completions.create(
            model="m", messages=messages, max_completion_tokens=800
        ),
        "ChatModel.complete()": lambda: model.complete(
            MESSAGES, deadline=now() + 20, max_tokens=800
        ),
    }
    rounds = {name: [await measure(call)] for name, call in calls.items()}
    for _ in range(ROUNDS):
        for name, call in calls.items():
            rounds[name].append(await measure(call))
    for name, measured in rounds.items():
        wall, cpu = (min(column) for column in zip(*measured, strict=True))
        print(f"{name:24}  p50 {wall:5.2f} ms   CPU {cpu:5.2f} ms a call")
    await model.aclose()
    await sdk.close()


if __name__ == "__main__":
    listening = socket.create_server(("127.0.0.1", 0))
    server = multiprocessing.Process(target=serve, args=(listening,), daemon=True)
    server.start()
    asyncio.run(compare(f"http://127.0.0.1:{listening.getsockname()[1]}/v1"))
    server.terminate()
