"""The only door to a language model."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from typing import TypeVar

from rewriting.model.breaker import Breaker
from rewriting.model.errors import (
    AnswerCutOff,
    AnswerUnusable,
    DeadlinePassed,
    ModelError,
    ModelUnavailable,
    UnknownModel,
)
from rewriting.model.pieces import Pieces
from rewriting.model.retrying import retrying
from rewriting.model.settings import ModelSettings
from rewriting.model.spent import Spent
from rewriting.model.upstream import Upstream
from rewriting.model.values import Completion, Message

ENLARGED = 4
"""How much more room a cut-off answer gets at its second try; reasoning counts against it too."""

T = TypeVar("T")
Ask = Callable[[str, int], Awaitable[T]]
"""Asks the named model for an answer of at most so many tokens."""


class ChatModel:
    """A `Model` on any OpenAI-compatible server. Open one for a process, and close it."""

    def __init__(self, settings: ModelSettings) -> None:
        self._models = {model: Breaker() for model in settings.models}
        self._upstream = Upstream(settings)

    async def complete(
        self, messages: Sequence[Message], *, deadline: float, max_tokens: int
    ) -> Completion:
        """The answer of the first model that gives one, before `deadline` on the loop's clock.

        Cancelling it drops the call to the server. Raises `ModelError`, and nothing else.
        """
        began, spent = _now(), Spent()

        async def ask(model: str, limit: int) -> str:
            return await self._upstream.ask(model, messages, limit, spent)

        try:
            model, text = await self._first_answer(ask, deadline, max_tokens)
        except ModelError as error:
            error.usage = spent.usage
            raise
        return Completion(text, model, spent.usage, ms=(_now() - began) * 1000)

    async def stream(
        self, messages: Sequence[Message], *, deadline: float, max_tokens: int
    ) -> AsyncGenerator[str | Completion, None]:
        """The pieces of an answer as they come, and at last the whole of it.

        As `complete`, with one difference: once a piece has been given, a failure is raised at once
        and nothing is asked again. Leave it with `contextlib.aclosing`, which drops the call.
        """
        began, spent = _now(), Spent()

        async def listen(model: str, limit: int) -> tuple[str, Pieces]:
            return await self._upstream.listen(model, messages, limit, spent)

        try:
            model, (first, rest) = await self._first_answer(listen, deadline, max_tokens)
            said = [first]
            async with aclosing(rest):
                yield first
                while piece := await _next_before(deadline, rest):
                    said.append(piece)
                    yield piece
        except ModelError as error:
            error.usage = spent.usage
            raise
        yield Completion("".join(said).strip(), model, spent.usage, ms=(_now() - began) * 1000)

    async def aclose(self) -> None:
        """Close the connections to the server."""
        await self._upstream.aclose()

    async def _first_answer(self, ask: Ask[T], deadline: float, max_tokens: int) -> tuple[str, T]:
        """The first model that answers, and its answer.

        Each model has an equal share of the time that is left, so that a first one that hangs
        leaves the fallbacks their turn.
        """
        failure: ModelError = DeadlinePassed()
        for number, (model, breaker) in enumerate(self._models.items()):
            seconds = (deadline - _now()) / (len(self._models) - number)
            if seconds <= 0:
                break
            try:
                return model, await _ask_unless_resting(breaker, seconds, ask, model, max_tokens)
            except (DeadlinePassed, ModelUnavailable, AnswerUnusable, UnknownModel) as error:
                failure = error
        raise failure


async def _ask_unless_resting(
    breaker: Breaker, seconds: float, ask: Ask[T], model: str, max_tokens: int
) -> T:
    """The answer of one model, unless it has failed too often; tells the breaker how it went."""
    began = _now()
    breaker.admit(began)
    try:
        answer = await _ask_for(seconds, ask, model, max_tokens)
    except ModelError as error:
        breaker.failed(error, _now() - began, _now())
        raise
    breaker.answered()
    return answer


async def _ask_for(seconds: float, ask: Ask[T], model: str, max_tokens: int) -> T:
    """The answer of one model, asked again as the retry policy says, for so many seconds."""
    try:
        async with asyncio.timeout(seconds):
            return await retrying(seconds)(_ask_with_room, ask, model, max_tokens)
    except TimeoutError:
        pass
    raise DeadlinePassed


async def _ask_with_room(ask: Ask[T], model: str, max_tokens: int) -> T:
    """The answer of one model; one that was cut off is asked for once more, with room."""
    try:
        return await ask(model, max_tokens)
    except AnswerCutOff:
        pass
    return await ask(model, max_tokens * ENLARGED)


async def _next_before(deadline: float, pieces: Pieces) -> str | None:
    """The next piece, or null after the last; raises `DeadlinePassed`."""
    try:
        async with asyncio.timeout_at(deadline):
            return await anext(pieces, None)
    except TimeoutError:
        pass
    raise DeadlinePassed


def _now() -> float:
    return asyncio.get_running_loop().time()
