"""The chat model against llama.cpp's server: a protocol that somebody else implements."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

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
    path = write_model(tmp_path_factory.mktemp("models") / "talker.gguf", SAYS, ends=1.0)
    with llama_server(path) as address:
        yield address


@pytest.fixture(scope="module")
def endless(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server whose model never ends an answer."""
    path = write_model(tmp_path_factory.mktemp("models") / "endless.gguf", SAYS, ends=NEVER)
    with llama_server(path) as address:
        yield address


async def ask(
    address: str,
    *,
    question: tuple[Message, ...] = QUESTION,
    seconds: float = 30,
    max_tokens: int = 500,
    key: str | None = None,
) -> Completion:
    model = ChatModel(ModelSettings(f"{address}/v1", key))
    deadline = asyncio.get_running_loop().time() + seconds
    try:
        return await model.complete(question, deadline=deadline, max_tokens=max_tokens)
    finally:
        await model.aclose()


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
    assert time.monotonic() - started < 0.2 + 0.25
