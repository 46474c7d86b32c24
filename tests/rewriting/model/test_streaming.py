"""An answer in pieces: released as it comes, whole at the end, or a typed failure."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

import pytest

from rewriting.model.chat_model import ENLARGED, ChatModel
from rewriting.model.errors import (
    AnswerBlocked,
    AnswerCutOff,
    AnswerUnusable,
    DeadlinePassed,
    ModelError,
    ModelMisconfigured,
    ModelUnavailable,
)
from rewriting.model.retrying import ATTEMPTS
from rewriting.model.values import Completion
from rewriting.results import Usage
from tests.hostile_server import (
    Performance,
    Request,
    answer,
    endless,
    hang,
    hostile_server,
    reset,
    respond,
)
from tests.rewriting.model.asking import MESSAGES, open_model

pytestmark = pytest.mark.anyio

HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n"
BUSY = respond({"error": {"code": "overloaded"}}, 503)
DONE = b"data: [DONE]\n\n"
USAGE = {
    "prompt_tokens": 100,
    "completion_tokens": 20,
    "prompt_tokens_details": {"cached_tokens": 9},
}


def event(payload: object) -> bytes:
    return b"data: " + json.dumps(payload).encode() + b"\n\n"


def delta(content: object = None, finish_reason: str | None = None, **more: Any) -> bytes:
    choice = {"index": 0, "delta": {"content": content, **more}, "finish_reason": finish_reason}
    return event({"object": "chat.completion.chunk", "choices": [choice]})


def stream(*events: bytes) -> bytes:
    return b"".join([HEAD, *events])


STOP = delta(finish_reason="stop")
WHOLE = stream(delta("Thank "), delta("you."), STOP, DONE)


def listen(
    model: ChatModel, *, seconds: float = 5.0, max_tokens: int = 100
) -> AsyncIterator[str | Completion]:
    deadline = asyncio.get_running_loop().time() + seconds
    return model.stream(MESSAGES, deadline=deadline, max_tokens=max_tokens)


async def heard(
    *performances: Performance, seconds: float = 5.0
) -> tuple[list[str], Completion | ModelError]:
    """The pieces that came, and how it ended."""
    pieces: list[str] = []
    async with hostile_server(*performances) as server, open_model(server.url) as model:
        try:
            async for piece in listen(model, seconds=seconds):
                if isinstance(piece, Completion):
                    return pieces, piece
                pieces.append(piece)
        except ModelError as error:
            return pieces, error
    raise AssertionError("a stream without an end")


async def test_the_pieces_come_first_and_the_whole_last() -> None:
    counted = event({"choices": [], "usage": USAGE})
    pieces, end = await heard(stream(delta("Thank "), delta("you. "), STOP, counted, DONE))
    assert pieces == ["Thank ", "you. "]
    assert isinstance(end, Completion)
    assert (end.text, end.model) == ("Thank you.", "m-1")
    assert end.usage == Usage(1, 100, 20, 9)
    assert end.ms > 0


async def test_a_piece_is_released_before_the_next_one_exists() -> None:
    may_go_on = asyncio.Event()

    async def perform(_: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(HEAD + delta("Thank "))
        await may_go_on.wait()
        writer.write(delta("you.") + STOP + DONE)
        await writer.drain()

    async with hostile_server(perform) as server, open_model(server.url) as model:
        pieces = listen(model)
        assert await anext(pieces) == "Thank "
        may_go_on.set()
        assert await anext(pieces) == "you."
        assert isinstance(await anext(pieces), Completion)


ENDS = {
    "done": (DONE,),
    "finish reason without done": (STOP,),
    "finish reason and role": (delta("", role="assistant"), STOP, DONE),
    "comments between": (b": ping\n\n", STOP, b": ping\n\n"),
    "crlf": (STOP.replace(b"\n", b"\r\n"), DONE),
    "reasoning between": (delta(None, reasoning_content="Hm."), STOP),
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS.keys())
async def test_an_end_is_recognised_in_every_form(end: tuple[bytes, ...]) -> None:
    pieces, completion = await heard(stream(delta("Thank you."), *end))
    assert pieces == ["Thank you."]
    assert isinstance(completion, Completion)


async def test_reasoning_is_not_released() -> None:
    thought = [delta(piece) for piece in ("<thi", "nk>They are", " cross.</th", "ink>\n", "Hi.")]
    pieces, _ = await heard(stream(*thought, STOP, DONE))
    assert pieces == ["Hi."]


async def test_a_server_that_does_not_stream_gives_one_piece() -> None:
    pieces, end = await heard(answer("Thank you."))
    assert pieces == ["Thank you."]
    assert isinstance(end, Completion)
    assert end.usage == Usage(1, 100, 20, 0)


BEFORE_A_PIECE: dict[str, tuple[Performance, type[ModelError], int]] = {
    "503": (BUSY, ModelUnavailable, ATTEMPTS),
    "401": (respond(b"", 401), ModelMisconfigured, 1),
    "reset": (reset, ModelUnavailable, ATTEMPTS),
    "HTML": (respond("<html>", 200, {"content-type": "text/html"}), AnswerUnusable, ATTEMPTS),
    "nothing": (stream(), AnswerUnusable, ATTEMPTS),
    "only done": (stream(DONE), AnswerUnusable, ATTEMPTS),
    "only thought": (stream(delta("<think>Hm.</think>"), STOP), AnswerUnusable, ATTEMPTS),
    "broken JSON": (stream(b"data: {\n\n"), AnswerUnusable, ATTEMPTS),
    "a list": (stream(event([])), AnswerUnusable, ATTEMPTS),
    "bad UTF-8": (stream(delta("caf").replace(b"caf", b"ca\xff")), AnswerUnusable, ATTEMPTS),
    "half a character": (stream(delta("\ud83d")), AnswerUnusable, ATTEMPTS),
    "content a number": (stream(delta(7)), AnswerUnusable, ATTEMPTS),
    "error event": (stream(event({"error": {"code": "oops"}})), AnswerUnusable, ATTEMPTS),
    "error event of 429": (stream(event({"error": {"code": 429}})), ModelUnavailable, ATTEMPTS),
    "a line without end": (endless(HEAD, b"x" * 65536), AnswerUnusable, ATTEMPTS),
    "an event without end": (
        endless(HEAD, (b"data: " + b"x" * 1000 + b"\n") * 60),
        AnswerUnusable,
        ATTEMPTS,
    ),
    "thoughts without end": (
        endless(HEAD, delta(None, reasoning_content="x" * 65536)),
        AnswerUnusable,
        ATTEMPTS,
    ),
    "refusal": (stream(delta(None, refusal="No."), STOP), AnswerBlocked, 1),
    "filter": (stream(delta(None, "content_filter")), AnswerBlocked, 1),
    "length": (stream(delta(None, "length")), AnswerCutOff, 2),
}


@pytest.mark.parametrize(
    ("performance", "kind", "calls"), BEFORE_A_PIECE.values(), ids=BEFORE_A_PIECE.keys()
)
async def test_before_the_first_piece_a_stream_fails_and_is_retried_like_an_answer(
    performance: Performance, kind: type[ModelError], calls: int
) -> None:
    pieces, failure = await heard(performance)
    assert pieces == []
    assert type(failure) is kind
    assert failure.usage.calls == calls


AFTER_A_PIECE: dict[str, tuple[Performance, type[ModelError]]] = {
    "cut": (stream(delta("Thank ")), AnswerUnusable),
    "broken": (
        HEAD.replace(b"\r\n\r\n", b"\r\ncontent-length: 9999\r\n\r\n") + delta("Thank "),
        ModelUnavailable,
    ),
    "broken JSON": (stream(delta("Thank "), b"data: {\n\n"), AnswerUnusable),
    "error event": (stream(delta("Thank "), event({"error": {"code": 500}})), ModelUnavailable),
    "length": (stream(delta("Thank "), delta(finish_reason="length"), DONE), AnswerCutOff),
    "filter": (stream(delta("Thank "), delta(finish_reason="content_filter")), AnswerBlocked),
    "refusal": (stream(delta("Thank "), delta(None, refusal="No.")), AnswerBlocked),
}


@pytest.mark.parametrize(("performance", "kind"), AFTER_A_PIECE.values(), ids=AFTER_A_PIECE.keys())
async def test_after_the_first_piece_a_failure_is_raised_at_once(
    performance: Performance, kind: type[ModelError]
) -> None:
    pieces, failure = await heard(performance, WHOLE)
    assert pieces == ["Thank "]
    assert type(failure) is kind
    assert failure.usage.calls == 1
    assert failure.__context__ is None


WAITS: dict[str, Performance] = {
    "silence": hang,
    "pings without end": endless(HEAD, b": ping\n\n", 0.01),
    "silence after a piece": endless(HEAD + delta("Thank "), b"", 0.05),
    "pings after a piece": endless(HEAD + delta("Thank "), b": ping\n\n", 0.01),
    "text without end": endless(HEAD, delta("Thank "), 0.01),
}


@pytest.mark.parametrize("performance", WAITS.values(), ids=WAITS.keys())
async def test_no_stream_outlasts_the_deadline(performance: Performance) -> None:
    began = time.monotonic()
    _, failure = await heard(performance, seconds=0.3)
    assert type(failure) is DeadlinePassed
    assert 0.29 <= time.monotonic() - began < 0.55


async def test_a_text_without_end_is_not_taken_for_ever() -> None:
    pieces, failure = await heard(endless(HEAD, delta("x" * 60_000)))
    assert type(failure) is AnswerUnusable
    assert 0 < sum(map(len, pieces)) < 9_000_000


async def test_retries_before_the_first_piece_are_not_seen() -> None:
    pieces, end = await heard(BUSY, stream(), WHOLE)
    assert pieces == ["Thank ", "you."]
    assert isinstance(end, Completion)
    assert end.usage.calls == 3


async def test_refused_stream_options_are_dropped_and_remembered() -> None:
    refused = respond({"error": {"message": "Unknown name 'stream_options'"}}, 400)
    async with hostile_server(refused, WHOLE) as server, open_model(server.url) as model:
        for _ in range(2):
            assert [piece async for piece in listen(model)][:2] == ["Thank ", "you."]
    assert ["stream_options" in request for request in server.requests] == [True, False, False]
    assert server.headers[1]["accept"] == "text/event-stream"


async def test_a_thought_that_used_up_the_limit_is_given_more_room() -> None:
    cut = stream(delta(None, "length", reasoning_content="Hm."))
    async with hostile_server(cut, WHOLE) as server, open_model(server.url) as model:
        assert [piece async for piece in listen(model)][:2] == ["Thank ", "you."]
    limits = [request["max_completion_tokens"] for request in server.requests]
    assert limits == [100, 100 * ENLARGED]


async def test_leaving_a_stream_cancels_the_call() -> None:
    talk = endless(HEAD, delta("Thank "), 0.01)
    async with hostile_server(talk) as server, open_model(server.url) as model:
        async with aclosing(listen(model)) as pieces:
            assert await anext(pieces) == "Thank "
        await asyncio.wait_for(server.left.wait(), 2)
        async with aclosing(listen(model)) as pieces:
            assert await anext(pieces) == "Thank "
            assert await anext(pieces) == "Thank "
    assert len(server.requests) == 2
