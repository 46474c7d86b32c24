"""A small honest model: it answers what it was told, in order, and keeps what it was asked."""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass

from prompts.messages import Message
from rewriting.model.errors import ModelError
from rewriting.model.values import Completion
from rewriting.results import Usage


@dataclass(frozen=True)
class Broken:
    """An answer whose stream breaks off; asked for as a whole, it never comes."""

    text: str
    error: ModelError


Answer = str | ModelError | Broken | Callable[[Sequence[Message]], str]


class FakeModel:
    """Answers from a queue; the last answer stays when the queue runs out."""

    def __init__(self, *answers: Answer, delay_s: float = 0.0) -> None:
        self.history: list[tuple[Message, ...]] = []
        self._answers = deque(answers)
        self._delay_s = delay_s

    def enqueue(self, *answers: Answer) -> None:
        self._answers.extend(answers)

    async def complete(
        self, messages: Sequence[Message], *, deadline: float, max_tokens: int
    ) -> Completion:
        answer = await self._answer(messages, deadline, max_tokens)
        if isinstance(answer, Broken):
            raise answer.error
        return Completion(answer, "fake-1", Usage(1, 100, 20, 0), 1.0)

    async def stream(
        self, messages: Sequence[Message], *, deadline: float, max_tokens: int
    ) -> AsyncGenerator[str | Completion, None]:
        """The same answers, word by word."""
        answer = await self._answer(messages, deadline, max_tokens)
        text = answer if isinstance(answer, str) else answer.text
        for word in re.findall(r"\s*\S+", text):
            yield word
        if isinstance(answer, Broken):
            raise answer.error
        yield Completion(text, "fake-1", Usage(1, 100, 20, 0), 1.0)

    async def _answer(
        self, messages: Sequence[Message], deadline: float, max_tokens: int
    ) -> str | Broken:
        assert deadline > 0
        assert max_tokens > 0
        self.history.append(tuple(messages))
        await asyncio.sleep(self._delay_s)
        answer = self._answers.popleft() if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, ModelError):
            raise answer
        return answer(messages) if callable(answer) else answer


def draft_sent(messages: Sequence[Message]) -> str:
    """The masked draft as it stands in the request."""
    request = messages[1].content
    label = request.rsplit("</", 1)[1].split(">", 1)[0]
    return request.split(f"<{label}>\n", 1)[1].split(f"\n</{label}>", 1)[0]
