from __future__ import annotations

import asyncio
from collections.abc import Iterable

import pytest
from starlette.datastructures import Headers
from starlette.types import Message, Receive

from api.bodies import read_body, refuse_other_than_json
from api.problems import ProblemError

pytestmark = pytest.mark.anyio


def receiving(*messages: Message) -> Receive:
    waiting = iter(messages)

    async def receive() -> Message:
        message = next(waiting, None)
        if message is None:
            await asyncio.Event().wait()
        assert message is not None
        return message

    return receive


def chunks(*bodies: bytes) -> Iterable[Message]:
    for i, body in enumerate(bodies):
        yield {"type": "http.request", "body": body, "more_body": i < len(bodies) - 1}


async def test_a_body_comes_whole_whatever_its_chunks() -> None:
    receive = receiving(*chunks(b"ab", b"", b"c"))
    assert await read_body(receive, None, limit=3, seconds=1) == b"abc"


async def test_an_announced_length_over_the_limit_is_refused_unread() -> None:
    with pytest.raises(ProblemError) as caught:
        await read_body(receiving(), "300", limit=3, seconds=1)
    assert (caught.value.kind.code, caught.value.limit, caught.value.length) == (
        "body_too_large",
        3,
        300,
    )


@pytest.mark.parametrize("announced", [None, "2", "nonsense", "-1"])
async def test_a_body_that_grows_over_the_limit_is_refused(announced: str | None) -> None:
    with pytest.raises(ProblemError) as caught:
        await read_body(receiving(*chunks(b"ab", b"cd", b"ef")), announced, limit=3, seconds=1)
    assert (caught.value.kind.code, caught.value.limit, caught.value.length) == (
        "body_too_large",
        3,
        4,
    )


async def test_a_body_that_never_ends_is_given_up() -> None:
    receive = receiving({"type": "http.request", "body": b"a", "more_body": True})
    with pytest.raises(ProblemError) as caught:
        await read_body(receive, None, limit=3, seconds=0.05)
    assert caught.value.kind.code == "body_timeout"
    assert caught.value.headers["Connection"] == "close"


async def test_a_client_that_leaves_before_the_end_is_noticed() -> None:
    with pytest.raises(ProblemError) as caught:
        await read_body(receiving({"type": "http.disconnect"}), None, limit=3, seconds=1)
    assert caught.value.kind.code == "client_left"


@pytest.mark.parametrize(
    "content_type",
    ["application/json", "Application/JSON; charset=utf-8", 'application/json;charset="UTF-8"'],
)
async def test_json_in_utf8_is_taken(content_type: str) -> None:
    refuse_other_than_json(Headers({"content-type": content_type, "content-encoding": "identity"}))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"content-type": ""},
        {"content-type": "text/plain"},
        {"content-type": "application/x-www-form-urlencoded"},
        {"content-type": "application/json-seq"},
        {"content-type": "application/json; charset=utf-16"},
        {"content-type": "application/json", "content-encoding": "gzip"},
    ],
)
async def test_anything_else_is_refused(headers: dict[str, str]) -> None:
    with pytest.raises(ProblemError) as caught:
        refuse_other_than_json(Headers(headers))
    assert caught.value.kind.code == "unsupported_media_type"
