"""A model server in a process of its own: it answers after a while, and writes down every call.

`python -m tests.integration.batch.model_server LOG SEED` prints its port.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import sys
from pathlib import Path

THING = re.compile(r"refund the (quor[a-z]+)")
ANSWER = (
    "I'm so sorry about the trouble with this. A refund for the {} isn't something I'm able to "
    "offer. Would you like me to look into other options with you?"
)
FASTEST_S, SLOWEST_S = 0.05, 0.25


async def serve(log: Path, chance: random.Random) -> None:
    """Answer until killed."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
                length = int(head.split("content-length: ", 1)[1].split("\r\n", 1)[0])
                thing = THING.findall((await reader.readexactly(length)).decode())[-1]
                with log.open("a") as calls:
                    calls.write(f"{thing}\n")
                await asyncio.sleep(chance.uniform(FASTEST_S, SLOWEST_S))
                writer.write(respond(ANSWER.format(thing)))
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


def respond(text: str) -> bytes:
    """The whole response with this answer."""
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "finish_reason": "stop", "message": message}
    usage = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
    body = json.dumps({"object": "chat.completion", "choices": [choice], "usage": usage}).encode()
    head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(body)}"
    return head.encode() + b"\r\n\r\n" + body


if __name__ == "__main__":
    Path(sys.argv[1]).touch()
    asyncio.run(serve(Path(sys.argv[1]), random.Random(int(sys.argv[2]))))  # noqa: S311
