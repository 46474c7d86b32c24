"""How the tests of this folder ask a chat model."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from prompts.messages import Message
from rewriting.model.chat_model import ChatModel
from rewriting.model.errors import ModelError
from rewriting.model.settings import ModelSettings
from rewriting.model.values import Completion
from tests.hostile_server import Performance, hostile_server

CANARY = "zanzibar-heliotrope"
MESSAGES = (Message("system", "Rewrite the draft."), Message("user", f"We can't refund {CANARY}."))


@asynccontextmanager
async def open_model(url: str, *models: str) -> AsyncIterator[ChatModel]:
    model = ChatModel(ModelSettings(base_url=url, models=models or ("m-1",)))
    try:
        yield model
    finally:
        await model.aclose()


async def ask(model: ChatModel, *, seconds: float = 5.0, max_tokens: int = 100) -> Completion:
    deadline = asyncio.get_running_loop().time() + seconds
    return await model.complete(MESSAGES, deadline=deadline, max_tokens=max_tokens)


async def answer_to(*performances: Performance) -> Completion:
    async with hostile_server(*performances) as server, open_model(server.url) as model:
        return await ask(model)


async def failure_of(*performances: Performance, seconds: float = 5.0) -> ModelError:
    async with hostile_server(*performances) as server, open_model(server.url) as model:
        with pytest.raises(ModelError) as caught:
            await ask(model, seconds=seconds)
    return caught.value
