"""A small honest model: it answers what it was told, in order, and keeps what it was asked."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence

from prompts.messages import Message
from rewriting.model.errors import ModelError
from rewriting.model.values import Completion
from rewriting.results import Usage

Answer = str | ModelError | Callable[[Sequence[Message]], str]


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
        assert deadline > 0
        assert max_tokens > 0
        self.history.append(tuple(messages))
        await asyncio.sleep(self._delay_s)
        answer = self._answers.popleft() if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, ModelError):
            raise answer
        text = answer if isinstance(answer, str) else answer(messages)
        return Completion(text, "fake-1", Usage(1, 100, 20, 0), 1.0)


def draft_sent(messages: Sequence[Message]) -> str:
    """The masked draft as it stands in the request."""
    request = messages[1].content
    label = request.rsplit("</", 1)[1].split(">", 1)[0]
    return request.split(f"<{label}>\n", 1)[1].split(f"\n</{label}>", 1)[0]
