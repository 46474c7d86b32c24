"""What goes to a language model and what comes back, as frozen values; and what a model is."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from prompts.messages import Message
from rewriting.results import Usage

__all__ = ["Completion", "Message", "Model"]


@dataclass(frozen=True, slots=True)
class Completion:
    """A whole answer of a model.

    `text` is never empty and never cut; `model` is the one that answered (a fallback, perhaps);
    `usage` counts every call made for it, retries too; `ms` is the wall time of all of them.
    """

    text: str = field(repr=False)
    model: str
    usage: Usage
    ms: float


class Model(Protocol):
    """Whatever can complete a conversation: `ChatModel`, or a fake in tests."""

    async def complete(
        self, messages: Sequence[Message], *, deadline: float, max_tokens: int
    ) -> Completion:
        """The model's answer, before `deadline` (seconds on the running loop's `time()`).

        `max_tokens` bounds the answer. Raises `ModelError`, and nothing else.
        """
        ...

    def stream(
        self, messages: Sequence[Message], *, deadline: float, max_tokens: int
    ) -> AsyncGenerator[str | Completion, None]:
        """The pieces of an answer as they come, and at last the whole of it.

        Raises `ModelError`, and nothing else. Leave it with `contextlib.aclosing`.
        """
        ...
