"""What a chat model sends, what it returns, and whom it asks when."""

from __future__ import annotations

import asyncio
import logging
import time
import traceback
from collections import Counter
from collections.abc import Iterator

import httpx2
import pytest
import respx

from rewriting.model.breaker import FAILURES
from rewriting.model.chat_model import ENLARGED, ChatModel
from rewriting.model.errors import (
    AnswerBlocked,
    AnswerUnusable,
    DeadlinePassed,
    ModelError,
    ModelMisconfigured,
    ModelUnavailable,
)
from rewriting.model.retrying import ATTEMPTS
from rewriting.model.settings import ModelSettings
from rewriting.results import Usage
from tests.hostile_server import Request, answer, completion, hang, hostile_server, reset, respond
from tests.rewriting.model.asking import CANARY, MESSAGES, answer_to, ask, failure_of, open_model

pytestmark = pytest.mark.anyio

BUSY = respond({"error": {"code": "overloaded"}}, 503)
BROKEN = respond("<html>")
UNKNOWN = respond({"error": {"code": "model_not_found"}}, 404)


def refusing(name: str) -> bytes:
    """A server's answer to a parameter that it does not know."""
    return respond({"error": {"message": f"Unsupported parameter: '{name}'", "param": name}}, 400)


# --- What is sent ---


async def test_only_the_model_the_messages_and_one_limit_are_sent() -> None:
    with respx.mock(base_url="https://api.openai.com") as router:
        route = router.post("/v1/chat/completions").respond(json=completion("Thank you."))
        model = ChatModel(ModelSettings(api_key="sk-1", models=("gpt-x",)))
        await ask(model, max_tokens=321)
        await model.aclose()
    request: httpx2.Request = route.calls.last.request
    assert httpx2.Response(200, content=request.content).json() == {
        "model": "gpt-x",
        "messages": [{"role": m.role, "content": m.content} for m in MESSAGES],
        "max_completion_tokens": 321,
    }
    assert request.headers["authorization"] == "Bearer sk-1"
    assert request.headers["accept-encoding"] == "identity"


async def test_a_server_without_keys_is_asked_at_its_own_address() -> None:
    async with hostile_server(answer("Thank you.")) as server, open_model(server.url) as model:
        assert (await ask(model)).text == "Thank you."


async def test_no_cookie_comes_back() -> None:
    setting = respond(completion("Thank you."), 200, {"set-cookie": "who=ana; Path=/"})
    async with hostile_server(setting) as server, open_model(server.url) as model:
        await ask(model)
        await ask(model)
    assert "cookie" not in server.headers[1]


async def test_a_refused_limit_name_is_swapped_once_and_remembered() -> None:
    said = (refusing("max_completion_tokens"), answer("One."), answer("Two."))
    async with hostile_server(*said) as server, open_model(server.url) as model:
        first = await ask(model, max_tokens=50)
        second = await ask(model, max_tokens=60)
    assert [first.usage.calls, second.usage.calls] == [2, 1]
    limits = [{k: v for k, v in r.items() if k.startswith("max")} for r in server.requests]
    assert limits == [{"max_completion_tokens": 50}, {"max_tokens": 50}, {"max_tokens": 60}]


async def test_a_server_that_takes_no_limit_gets_none() -> None:
    said = (refusing("max_completion_tokens"), refusing("max_tokens"), answer("Fine."))
    async with hostile_server(*said) as server, open_model(server.url) as model:
        assert (await ask(model)).usage.calls == 3
        assert (await ask(model)).usage.calls == 1
    assert set(server.requests[-1]) == {"model", "messages"}


async def test_the_limit_name_is_remembered_for_each_model_apart() -> None:
    said = (refusing("max_completion_tokens"), UNKNOWN, answer("Fine."))
    async with hostile_server(*said) as server, open_model(server.url, "a", "b") as model:
        assert (await ask(model)).model == "b"
    assert [(r["model"], "max_tokens" in r) for r in server.requests] == [
        ("a", False),
        ("a", True),
        ("b", False),
    ]


async def test_a_server_that_refuses_everything_is_misconfigured_after_three_calls() -> None:
    everything = respond({"detail": "max_completion_tokens max_tokens messages"}, 422)
    async with hostile_server(everything) as server, open_model(server.url) as model:
        for calls in (3, 3):  # nothing was learnt from it
            with pytest.raises(ModelMisconfigured) as caught:
                await ask(model)
            assert caught.value.usage.calls == calls


# --- What is returned ---


async def test_a_completion_says_who_answered_at_what_cost_and_how_long_it_took() -> None:
    usage = {
        "prompt_tokens": 1800,
        "completion_tokens": 90,
        "prompt_tokens_details": {"cached_tokens": 1500},
    }
    said = await answer_to(BUSY, BROKEN, answer("Thank you.", usage=usage))
    assert (said.text, said.model) == ("Thank you.", "m-1")
    assert said.usage == Usage(
        calls=3, prompt_tokens=1800, completion_tokens=90, cached_tokens=1500
    )
    assert 0 < said.ms < 5000


async def test_tokens_of_unusable_answers_count_too() -> None:
    said = await answer_to(answer(None), answer("Cut", "length"), answer("Thank you."))
    assert said.usage == Usage(calls=3, prompt_tokens=300, completion_tokens=60, cached_tokens=0)
    failure = await failure_of(answer("No.", "content_filter"))
    assert failure.usage == Usage(1, 100, 20, 0)


async def test_a_cut_answer_is_asked_for_again_with_more_room() -> None:
    said = (answer("Thank you for", "length"), answer("Thank you for waiting."))
    async with hostile_server(*said) as server, open_model(server.url) as model:
        assert (await ask(model, max_tokens=100)).text == "Thank you for waiting."
    assert [r["max_completion_tokens"] for r in server.requests] == [100, 100 * ENLARGED]


async def test_a_limit_that_was_only_too_large_is_kept_for_the_next_question() -> None:
    too_large = respond({"error": {"message": "max_completion_tokens and max_tokens: <= 300"}}, 400)
    said = (answer("Th", "length"), too_large, too_large, answer("Thank you."), answer("Bye."))
    async with hostile_server(*said) as server, open_model(server.url) as model:
        assert (await ask(model)).text == "Thank you."
        await ask(model)
    assert server.requests[-1]["max_completion_tokens"] == 100


# --- When it asks again, and whom ---


async def test_passing_faults_are_retried_until_an_answer_comes() -> None:
    said = await answer_to(BUSY, reset, BROKEN, answer(""), respond(b"", 429), answer("At last."))
    assert said.text == "At last."
    assert said.usage.calls == 6


async def test_a_retry_after_that_fits_is_waited_for() -> None:
    busy = respond(b"", 429, {"retry-after": "0.2"})
    started = time.monotonic()
    said = await answer_to(busy, answer("Thank you."))
    assert said.usage.calls == 2
    assert time.monotonic() - started >= 0.2
    assert said.ms >= 200


async def test_a_retry_after_beyond_the_deadline_ends_it_at_once() -> None:
    started = time.monotonic()
    failure = await failure_of(respond(b"", 503, {"retry-after": "60"}), seconds=5)
    assert time.monotonic() - started < 1
    assert isinstance(failure, ModelUnavailable)
    assert failure.retry_after == 60
    assert failure.usage.calls == 1


async def test_a_deadline_that_has_passed_costs_no_call() -> None:
    async with hostile_server(answer("Hello.")) as server, open_model(server.url) as model:
        with pytest.raises(DeadlinePassed) as caught:
            await ask(model, seconds=0)
    assert server.requests == []
    assert caught.value.usage.calls == 0


async def test_the_next_model_answers_for_one_that_fails() -> None:
    said = [BUSY] * ATTEMPTS + [UNKNOWN, answer("Here.")]
    async with hostile_server(*said) as server, open_model(server.url, "a", "b", "c") as model:
        completed = await ask(model)
    assert completed.model == "c"
    assert completed.usage.calls == ATTEMPTS + 2
    assert [r["model"] for r in server.requests] == ["a"] * ATTEMPTS + ["b", "c"]


async def test_a_model_that_keeps_failing_is_left_alone_and_the_next_one_answers() -> None:
    async def perform(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(BUSY if request["model"] == "m-1" else answer("Thank you."))
        await writer.drain()

    async with hostile_server(perform) as server, open_model(server.url, "m-1", "m-2") as model:
        for _ in range(FAILURES + 2):
            assert (await ask(model)).model == "m-2"
    asked = Counter(request["model"] for request in server.requests)
    assert asked == {"m-1": FAILURES * ATTEMPTS, "m-2": FAILURES + 2}


async def test_the_last_model_s_failure_is_the_one_that_is_told() -> None:
    said = [BUSY] * ATTEMPTS + [BROKEN]
    async with hostile_server(*said) as server, open_model(server.url, "a", "b") as model:
        with pytest.raises(AnswerUnusable):
            await ask(model)
    assert len(server.requests) == 2 * ATTEMPTS


@pytest.mark.parametrize(
    ("said", "kind"),
    [(respond(b"", 401), ModelMisconfigured), (answer("", "content_filter"), AnswerBlocked)],
)
async def test_no_other_model_is_asked_what_a_person_must_mend_or_a_filter_has_stopped(
    said: bytes, kind: type[ModelError]
) -> None:
    async with hostile_server(said) as server, open_model(server.url, "a", "b") as model:
        with pytest.raises(kind):
            await ask(model)
    assert len(server.requests) == 1


async def test_a_model_that_hangs_leaves_the_next_one_its_share_of_time() -> None:
    said = (hang, answer("Here."))
    async with hostile_server(*said) as server, open_model(server.url, "a", "b") as model:
        completed = await ask(model, seconds=0.8)
    assert completed.model == "b"
    assert 350 <= completed.ms < 800


async def test_cancelling_the_caller_cancels_the_call() -> None:
    async with hostile_server(hang) as server, open_model(server.url) as model:
        asking = asyncio.create_task(ask(model))
        await asyncio.wait_for(server.asked.wait(), 2)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        await asyncio.wait_for(server.left.wait(), 2)
    assert len(server.requests) == 1


async def test_many_questions_at_once_do_not_cross() -> None:
    async def echo(request: Request, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.01)
        writer.write(answer(f"Answer {request['max_completion_tokens']}"))
        await writer.drain()

    async with hostile_server(echo) as server, open_model(server.url) as model:
        said = await asyncio.gather(*(ask(model, max_tokens=n) for n in range(1, 31)))
    assert [c.text for c in said] == [f"Answer {n}" for n in range(1, 31)]


# --- What is never told ---

ECHOES = {
    "error body": respond({"error": {"message": CANARY, "code": CANARY, "type": CANARY}}, 500),
    "bad request": respond({"error": {"message": CANARY, "param": CANARY}}, 400),
    "blocked": respond({"error": {"message": CANARY, "code": "content_filter"}}, 400),
    "reason phrase": f"HTTP/1.1 500 {CANARY}\r\ncontent-length: 0\r\n\r\n".encode(),
    "header": respond(b"", 401, {"www-authenticate": CANARY}),
    "redirect": respond(b"", 307, {"location": f"http://192.0.2.1/{CANARY}"}),
    "not HTTP": f"{CANARY}\r\n\r\n".encode(),
    "HTML": respond(f"<html>{CANARY}"),
    "error in 200": respond({"error": {"message": CANARY, "code": 400}}),
    "refusal": answer(None, message={"refusal": f"I won't refund {CANARY}."}),
    "cut": answer(CANARY, "length"),
    "half a character": answer(f"{CANARY}\ud800"),
    "silence": hang,
}


def told(error: BaseException | None) -> Iterator[str]:
    """All that a log or an error report could show of an error."""
    if error is None:
        return
    yield repr(error)
    yield from traceback.format_exception(error)
    yield from told(error.__cause__)
    yield from told(error.__context__)


@pytest.mark.parametrize("echo", ECHOES.values(), ids=ECHOES.keys())
async def test_no_error_and_no_log_line_quotes_what_was_sent_or_answered(
    echo: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    failure = await failure_of(echo, seconds=0.3)
    assert CANARY not in "".join(told(failure))
    assert failure.__cause__ is None
    assert failure.__context__ is None
    assert CANARY not in caplog.text
    assert all(CANARY not in str(vars(record)) for record in caplog.records)


async def test_a_retry_is_told_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "rewriting")
    await answer_to(BUSY, answer("Thank you."))
    assert [r.getMessage() for r in caplog.records if r.name.startswith("rewriting")] == [
        "Asking the model again in 0.00 s: The model server could not be used. (HTTP 503)"
    ]
