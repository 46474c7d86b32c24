"""How a question is put to a server, where servers differ.

Chat Completions are common ground only for the model, the messages and, by one name or another, a
token limit: gpt-5 refuses `max_tokens`, others `max_completion_tokens`, Gemini any unknown field.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rewriting.model.failures import names_parameter
from rewriting.model.values import Message

LimitName = Literal["max_completion_tokens", "max_tokens"]
_NEXT_LIMIT: dict[LimitName, LimitName | None] = {
    "max_completion_tokens": "max_tokens",
    "max_tokens": None,
}


@dataclass(frozen=True, slots=True)
class Dialect:
    """The parameters that a server takes; at first we hope for all."""

    limit: LimitName | None = "max_completion_tokens"
    stream_options: bool = True

    def body(
        self, model: str, messages: Sequence[Message], max_tokens: int, *, stream: bool
    ) -> dict[str, object]:
        """The request that asks this question, and not a field beyond it."""
        body: dict[str, object] = {
            "model": model,
            "messages": [{"role": m.role, "content": m.content} for m in messages],
        }
        if self.limit:
            body[self.limit] = max_tokens
        if stream:
            body["stream"] = True
        if stream and self.stream_options:
            body["stream_options"] = {"include_usage": True}
        return body

    def without_refused(self, status: int, refusal: bytes, *, stream: bool) -> Dialect | None:
        """The dialect without the parameter that a refusal names, or null when it names none."""
        if stream and self.stream_options and names_parameter(status, refusal, "stream_options"):
            return replace(self, stream_options=False)
        if self.limit and names_parameter(status, refusal, self.limit):
            return replace(self, limit=_NEXT_LIMIT[self.limit])
        return None
