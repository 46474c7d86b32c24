"""Every fault of a model server that we know of, and the one error that each becomes.

A real socket, because most of these faults live below what an HTTP mock can show.
"""

from __future__ import annotations

import asyncio
import gzip
import time
from typing import Any

import pytest

from rewriting.model.client import MAX_ANSWER_BYTES
from rewriting.model.errors import (
    AnswerBlocked,
    AnswerCutOff,
    AnswerUnusable,
    DeadlinePassed,
    ModelError,
    ModelMisconfigured,
    ModelUnavailable,
    QuotaExhausted,
    UnknownModel,
)
from rewriting.model.retrying import ATTEMPTS
from tests.hostile_server import (
    JSON,
    Performance,
    Request,
    answer,
    completion,
    endless,
    hang,
    hostile_server,
    reset,
    respond,
)
from tests.rewriting.model.asking import ask, failure_of, open_model

pytestmark = pytest.mark.anyio

OK = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
CHUNKED = OK + b"transfer-encoding: chunked\r\n\r\n"
HUGE = 300_000_000


def error(code: object, **more: object) -> dict[str, object]:
    return {"error": {"message": "Something happened.", "code": code, **more}}


def chunk(piece: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(piece), piece)


FAULTS: dict[str, tuple[Performance, type[ModelError], int]] = {
    # What the status says.
    "429": (respond(error("rate_limit_exceeded"), 429), ModelUnavailable, ATTEMPTS),
    "429 quota": (respond(error("insufficient_quota"), 429), QuotaExhausted, 1),
    "429 quota as type": (respond(error(None, type="insufficient_quota"), 429), QuotaExhausted, 1),
    "402": (respond(error(402), 402), QuotaExhausted, 1),
    "408": (respond(b"", 408), ModelUnavailable, ATTEMPTS),
    "500": (respond(error(500), 500), ModelUnavailable, ATTEMPTS),
    "502 in HTML": (respond("<html>Bad Gateway</html>", 502), ModelUnavailable, ATTEMPTS),
    "503": (respond(error(None), 503), ModelUnavailable, ATTEMPTS),
    "529": (respond(error("overloaded"), 529), ModelUnavailable, ATTEMPTS),
    "500 in an odd charset": (
        respond(b"\xff", 500, {"content-type": "text/html; charset=base64"}),
        ModelUnavailable,
        ATTEMPTS,
    ),
    "500 without end": (endless(b"HTTP/1.1 500 X\r\n\r\n", b"x" * 65536), AnswerUnusable, ATTEMPTS),
    "401": (respond(error("invalid_api_key"), 401), ModelMisconfigured, 1),
    "403": (respond(error(403), 403), ModelMisconfigured, 1),
    "404": (respond(error("model_not_found"), 404), UnknownModel, 1),
    "404 in HTML": (respond("<html>nginx</html>", 404), UnknownModel, 1),
    "400": (respond(error("context_length_exceeded"), 400), ModelMisconfigured, 1),
    "400 in a list": (respond([error(400)], 400), ModelMisconfigured, 1),
    "400 too deep": (respond(b"[" * 100_000, 400), ModelMisconfigured, 1),
    "400 filter": (respond(error("content_filter"), 400), AnswerBlocked, 1),
    "redirect": (respond(b"", 307, {"location": "http://192.0.2.1/v1"}), ModelMisconfigured, 1),
    # Connections that break.
    "reset": (reset, ModelUnavailable, ATTEMPTS),
    "closed without a word": (b"", ModelUnavailable, ATTEMPTS),
    "not HTTP": (b"220 mail.example ESMTP\r\n", ModelUnavailable, ATTEMPTS),
    "headers without end": (
        endless(OK, b"x-a: " + b"b" * 9000 + b"\r\n"),
        ModelUnavailable,
        ATTEMPTS,
    ),
    "cut body": (OK + b"content-length: 900\r\n\r\n{", ModelUnavailable, ATTEMPTS),
    "cut chunks": (CHUNKED + chunk(b'{"choices": ['), ModelUnavailable, ATTEMPTS),
    # Bodies that hold no answer.
    "no body": (respond(b""), AnswerUnusable, ATTEMPTS),
    "204": (b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n", AnswerUnusable, ATTEMPTS),
    "HTML": (
        respond("<html>Sign in</html>", 200, {"content-type": "text/html"}),
        AnswerUnusable,
        ATTEMPTS,
    ),
    "broken JSON": (respond('{"choices": [{"mess'), AnswerUnusable, ATTEMPTS),
    "bad UTF-8": (answer("caf").replace(b"caf", b"ca\xff"), AnswerUnusable, ATTEMPTS),
    "too deep": (respond(b'{"a":' * 100_000), AnswerUnusable, ATTEMPTS),
    "a number too long to read": (respond(b"9" * 100_000), AnswerUnusable, ATTEMPTS),
    "JSON, but a list": (respond([completion("Hello.")]), AnswerUnusable, ATTEMPTS),
    "JSON, but a string": (respond('"Hello."'), AnswerUnusable, ATTEMPTS),
    "announces too much": (
        endless(OK + b"content-length: %d\r\n\r\n" % HUGE, b" " * 65536),
        AnswerUnusable,
        ATTEMPTS,
    ),
    "too many chunks": (endless(CHUNKED, chunk(b" " * 65536)), AnswerUnusable, ATTEMPTS),
    "compressed": (
        respond(
            gzip.compress(b" " * 8 * MAX_ANSWER_BYTES), 200, JSON | {"content-encoding": "gzip"}
        ),
        AnswerUnusable,
        ATTEMPTS,
    ),
    # Answers that hold no text.
    "error in 200": (respond(error("server_error")), AnswerUnusable, ATTEMPTS),
    "error text in 200": (respond({"error": "boom"}), AnswerUnusable, ATTEMPTS),
    "429 in 200": (respond(error(429)), ModelUnavailable, ATTEMPTS),
    "401 in 200": (respond(error(401)), ModelMisconfigured, 1),
    "choices null": (respond({"choices": None}), AnswerUnusable, ATTEMPTS),
    "choices empty": (respond({"choices": []}), AnswerUnusable, ATTEMPTS),
    "choices an object": (respond({"choices": {"0": 1}}), AnswerUnusable, ATTEMPTS),
    "choice null": (respond({"choices": [None]}), AnswerUnusable, ATTEMPTS),
    "message null": (respond({"choices": [{"message": None}]}), AnswerUnusable, ATTEMPTS),
    "content null": (answer(None), AnswerUnusable, ATTEMPTS),
    "content empty": (answer(""), AnswerUnusable, ATTEMPTS),
    "content blank": (answer(" \n\t"), AnswerUnusable, ATTEMPTS),
    "content a number": (answer(7), AnswerUnusable, ATTEMPTS),
    "content no parts": (answer([]), AnswerUnusable, ATTEMPTS),
    "content an image": (
        answer([{"type": "image_url", "image_url": {}}]),
        AnswerUnusable,
        ATTEMPTS,
    ),
    "content part null": (answer([{"type": "text", "text": None}]), AnswerUnusable, ATTEMPTS),
    "content half a character": (answer("\ud800"), AnswerUnusable, ATTEMPTS),
    "tool call": (
        answer(None, "tool_calls", message={"tool_calls": [{}]}),
        AnswerUnusable,
        ATTEMPTS,
    ),
    "only thought": (answer("<think>Hm.</think>\n"), AnswerUnusable, ATTEMPTS),
    "only reasoning": (
        answer(None, message={"reasoning_content": "Hm."}),
        AnswerUnusable,
        ATTEMPTS,
    ),
    # Answers that another try would not change.
    "refusal": (answer(None, message={"refusal": "I can't help."}), AnswerBlocked, 1),
    "refusal beside content": (answer("So", message={"refusal": "No."}), AnswerBlocked, 1),
    "content filter": (answer("So", "content_filter"), AnswerBlocked, 1),
    "length, twice": (answer("Thank you for", "length"), AnswerCutOff, 2),
    "length without content": (answer(None, "length"), AnswerCutOff, 2),
}


@pytest.mark.parametrize(("performance", "kind", "calls"), FAULTS.values(), ids=FAULTS.keys())
async def test_each_fault_becomes_its_own_error(
    performance: Performance, kind: type[ModelError], calls: int
) -> None:
    async with hostile_server(performance) as server, open_model(server.url) as model:
        with pytest.raises(ModelError) as caught:
            await ask(model)
    assert type(caught.value) is kind
    assert len(server.requests) == calls
    assert caught.value.usage.calls == calls


WAITS: dict[str, Performance] = {
    "silence": hang,
    "a drip of headers": endless(OK, b"x-a: b\r\n", 0.02),
    "pings before the answer": endless(b"", b"HTTP/1.1 102 Processing\r\n\r\n", 0.02),
    "a drip of white space": endless(CHUNKED, chunk(b" "), 0.02),
    "a drip of text": endless(OK + b"content-length: 9999\r\n\r\n", b"{", 0.02),
    "a drip of error": endless(b"HTTP/1.1 500 X\r\ncontent-length: 9999\r\n\r\n", b"{", 0.02),
}


@pytest.mark.parametrize("performance", WAITS.values(), ids=WAITS.keys())
async def test_nothing_outlasts_the_deadline(performance: Performance) -> None:
    started = time.monotonic()
    failure = await failure_of(performance, seconds=0.3)
    assert type(failure) is DeadlinePassed
    assert failure.usage.calls == 1
    assert 0.29 <= time.monotonic() - started < 0.55


async def test_of_a_huge_answer_only_the_beginning_is_taken() -> None:
    sent = 0

    async def perform(_: Request, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(CHUNKED)
        while True:
            writer.write(chunk(b" " * 65536))
            sent += 65536
            await writer.drain()

    async with hostile_server(perform) as server, open_model(server.url) as model:
        with pytest.raises(AnswerUnusable, match="too large"):
            await ask(model)
    # What lies in the sockets' buffers was sent, but never taken.
    assert MAX_ANSWER_BYTES < sent / ATTEMPTS < MAX_ANSWER_BYTES + 8_000_000


async def test_an_answer_just_below_the_cap_is_taken() -> None:
    padding = " " * (MAX_ANSWER_BYTES - 1000)
    body: dict[str, Any] = completion("Thank you.", message={"reasoning": padding})
    async with hostile_server(respond(body)) as server, open_model(server.url) as model:
        assert (await ask(model)).text == "Thank you."


async def test_a_closed_port_is_a_server_that_is_not_there() -> None:
    async with hostile_server(hang) as server:
        url = server.url
    async with open_model(url) as model:
        with pytest.raises(ModelUnavailable, match="no connection") as caught:
            await ask(model)
    assert caught.value.usage.calls == ATTEMPTS
    assert caught.value.retry_after is None
