"""The chat model against llama.cpp's server: a protocol that somebody else implements."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing, asynccontextmanager
from pathlib import Path

import httpx2
import pytest

from prompts.messages import Message
from rewriting.model.chat_model import ChatModel
from rewriting.model.errors import AnswerCutOff, DeadlinePassed, ModelMisconfigured
from rewriting.model.settings import ModelSettings
from rewriting.model.values import Completion
from tests.integration.llama_server import llama_server
from tests.integration.random_model import CONTEXT, NEVER, write_model

pytestmark = pytest.mark.anyio

SAYS = {"Thank you. ": 0.0, "I’m sorry. ": 0.0, "Let me look. ": 0.0}
QUESTION = (Message("system", "Be kind."), Message("user", "We can’t refund 注文 88-4410 ☹."))


@pytest.fixture(scope="module")
def talker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server whose model ends its answers."""
    path = write_model(tmp_path_factory.mktemp("models") / "talker.gguf", SAYS, ends=-1.0)
    with llama_server(path) as address:
        yield address


@pytest.fixture(scope="module")
def endless(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server whose model never ends an answer."""
    path = write_model(tmp_path_factory.mktemp("models") / "endless.gguf", SAYS, ends=NEVER)
    with llama_server(path) as address:
        yield address


def in_s(seconds: float) -> float:
    """A deadline so many seconds from now."""
    return asyncio.get_running_loop().time() + seconds


@asynccontextmanager
async def open_model(address: str, key: str | None = None) -> AsyncIterator[ChatModel]:
    model = ChatModel(ModelSettings(f"{address}/v1", key))
    try:
        yield model
    finally:
        await model.aclose()


async def ask(
    address: str,
    *,
    question: tuple[Message, ...] = QUESTION,
    seconds: float = 30,
    max_tokens: int = 500,
    key: str | None = None,
) -> Completion:
    async with open_model(address, key) as model:
        return await model.complete(question, deadline=in_s(seconds), max_tokens=max_tokens)


async def is_generating(client: httpx2.AsyncClient, address: str) -> bool:
    slots = (await client.get(f"{address}/slots")).json()
    return any(slot["is_processing"] for slot in slots)


async def test_an_answer_comes_with_its_usage(talker: str) -> None:
    completion = await ask(talker)
    pieces = [piece.strip() for piece in SAYS]
    assert completion.text
    assert all(f"{said}." in pieces for said in completion.text.strip(".").split(". "))
    assert completion.usage.calls >= 1  # an answer without a word is asked for again
    assert completion.usage.prompt_tokens > len("We can't refund")
    assert completion.usage.completion_tokens > 0


async def test_cached_tokens_are_counted(talker: str) -> None:
    await ask(talker)
    assert (await ask(talker)).usage.cached_tokens > 0


async def test_the_token_limit_reaches_the_server(endless: str) -> None:
    with pytest.raises(AnswerCutOff) as caught:
        await ask(endless, max_tokens=3)
    assert caught.value.usage.calls == 2
    assert caught.value.usage.completion_tokens == 3 + 12


async def test_a_text_beyond_the_model_s_context_is_a_misconfiguration(talker: str) -> None:
    too_long = (Message("user", "refund " * (CONTEXT // 6)),)
    with pytest.raises(ModelMisconfigured, match="HTTP 400"):
        await ask(talker, question=too_long)


async def test_a_wrong_key_is_a_misconfiguration_and_the_right_one_is_not(tmp_path: Path) -> None:
    path = write_model(tmp_path / "locked.gguf", SAYS, ends=-3.0)
    with llama_server(path, key="sk-right") as address:
        with pytest.raises(ModelMisconfigured, match="HTTP 401"):
            await ask(address, key="sk-wrong")
        assert (await ask(address, key="sk-right")).text


async def test_an_answer_that_takes_too_long_is_not_waited_for(endless: str) -> None:
    started = time.monotonic()
    with pytest.raises(DeadlinePassed):
        await ask(endless, seconds=0.2, max_tokens=3000)
    assert time.monotonic() - started < 5  # an endless answer never ends


async def test_the_pieces_of_a_stream_are_the_answer(talker: str) -> None:
    async with open_model(talker) as model:
        said = [piece async for piece in model.stream(QUESTION, deadline=in_s(30), max_tokens=500)]
    *pieces, whole = said
    assert isinstance(whole, Completion)
    assert "".join(str(piece) for piece in pieces).strip() == whole.text
    assert len(pieces) <= whole.usage.completion_tokens


async def test_the_server_stops_generating_when_a_stream_is_left(endless: str) -> None:
    async with open_model(endless) as model, httpx2.AsyncClient() as client:
        stream = model.stream(QUESTION, deadline=in_s(30), max_tokens=CONTEXT)
        async with aclosing(stream) as pieces:
            await anext(pieces)
            assert await is_generating(client, endless)
        async with asyncio.timeout(2):  # generating all of it would take longer
            while await is_generating(client, endless):  # noqa: ASYNC110 - it cannot tell us
                await asyncio.sleep(0.05)
