"""The only door to a language model."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from rewriting.model.errors import (
    AnswerCutOff,
    AnswerUnusable,
    DeadlinePassed,
    ModelError,
    ModelUnavailable,
    UnknownModel,
)
from rewriting.model.retrying import retrying
from rewriting.model.settings import ModelSettings
from rewriting.model.upstream import Spent, Upstream
from rewriting.model.values import Completion, Message

ENLARGED = 4
"""How much more room a cut-off answer gets at its second try; reasoning counts against it too."""


class ChatModel:
    """A `Model` on any OpenAI-compatible server. Open one for a process, and close it."""

    def __init__(self, settings: ModelSettings) -> None:
        self._models = settings.models
        self._upstream = Upstream(settings)

    async def complete(
        self, messages: Sequence[Message], *, deadline: float, max_tokens: int
    ) -> Completion:
        """The answer of the first model that gives one, before `deadline` on the loop's clock.

        Cancelling it cancels the call to the server. Raises `ModelError`, and nothing else.
        """
        clock = asyncio.get_running_loop().time
        started = clock()
        spent = Spent()
        try:
            model, text = await self._first_answer(messages, deadline, max_tokens, spent)
        except ModelError as error:
            error.usage = spent.usage
            raise
        return Completion(text, model, spent.usage, ms=(clock() - started) * 1000)

    async def aclose(self) -> None:
        """Close the connections to the server."""
        await self._upstream.aclose()

    async def _first_answer(
        self, messages: Sequence[Message], deadline: float, max_tokens: int, spent: Spent
    ) -> tuple[str, str]:
        """The model that answered, and its text.

        Each model has an equal share of the time that is left, so that a first one that hangs
        leaves the fallbacks their turn.
        """
        clock = asyncio.get_running_loop().time
        failure: ModelError = DeadlinePassed()
        for number, model in enumerate(self._models):
            seconds = (deadline - clock()) / (len(self._models) - number)
            if seconds <= 0:
                break
            try:
                return model, await self._ask(model, messages, max_tokens, seconds, spent)
            except (DeadlinePassed, ModelUnavailable, AnswerUnusable, UnknownModel) as error:
                failure = error
        raise failure

    async def _ask(
        self,
        model: str,
        messages: Sequence[Message],
        max_tokens: int,
        seconds: float,
        spent: Spent,
    ) -> str:
        """The text of one model, asked again as the retry policy says, for so many seconds."""
        try:
            async with asyncio.timeout(seconds):
                return await retrying(seconds)(
                    self._ask_enlarging, model, messages, max_tokens, spent
                )
        except TimeoutError:
            pass
        raise DeadlinePassed

    async def _ask_enlarging(
        self, model: str, messages: Sequence[Message], max_tokens: int, spent: Spent
    ) -> str:
        """The text of one model; an answer that was cut off is asked for once more, with room."""
        try:
            return await self._upstream.ask(model, messages, max_tokens, spent)
        except AnswerCutOff:
            pass
        return await self._upstream.ask(model, messages, max_tokens * ENLARGED, spent)
