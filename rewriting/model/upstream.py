"""One model server: a question goes out, a text or a typed failure comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import httpx2
import openai

from rewriting.model.answers import parse_answer, read_text, read_usage
from rewriting.model.client import AnswerTooLarge, open_client
from rewriting.model.errors import NO_CALLS, AnswerUnusable, ModelError, ModelUnavailable
from rewriting.model.failures import names_parameter, read_failure
from rewriting.model.settings import ModelSettings
from rewriting.model.values import Message
from rewriting.results import Usage

LimitName = Literal["max_completion_tokens", "max_tokens"]
LIMIT_NAMES: tuple[LimitName | None, ...] = ("max_completion_tokens", "max_tokens", None)
"""What servers call the token limit: OpenAI's name, the older one that others keep, no limit."""

_ONE_CALL = Usage(calls=1, prompt_tokens=0, completion_tokens=0, cached_tokens=0)


@dataclass(slots=True)
class Spent:
    """A running total: what one `complete` has cost so far, failed calls included."""

    usage: Usage = NO_CALLS


class Upstream:
    """The server that the settings name, through one client for the whole process."""

    def __init__(self, settings: ModelSettings) -> None:
        self._client = open_client(settings)
        self._limit_names: dict[str, LimitName | None] = {}

    async def ask(
        self, model: str, messages: Sequence[Message], max_tokens: int, spent: Spent
    ) -> str:
        """The text that this model answers; adds to `spent`; raises `ModelError`."""
        response = await self._post(model, messages, max_tokens, spent)
        if not response.is_success:
            raise read_failure(response.status_code, response.headers, response.content)
        payload = parse_answer(response.content)
        spent.usage += read_usage(payload)
        return read_text(payload)

    async def aclose(self) -> None:
        """Close the connections; calls under way fail."""
        await self._client.close()

    async def _post(
        self, model: str, messages: Sequence[Message], max_tokens: int, spent: Spent
    ) -> httpx2.Response:
        """Send the question under the first name for the token limit that the server takes.

        A server that takes none of our names for it gets no limit. What it took first is kept, so
        that only the first question to a model is asked twice; a later limit that is refused for
        its size teaches nothing.
        """
        body = {
            # Nothing beyond these: some servers refuse `temperature`, others any unknown field.
            "model": model,
            "messages": [{"role": m.role, "content": m.content} for m in messages],
        }
        first = LIMIT_NAMES.index(self._limit_names.get(model, LIMIT_NAMES[0]))
        for name in LIMIT_NAMES[first:]:
            limit: dict[str, object] = {name: max_tokens} if name else {}
            spent.usage += _ONE_CALL
            response = await self._send({**body, **limit})
            if name is None or not names_parameter(response.status_code, response.content, name):
                break
        if response.is_success:
            self._limit_names.setdefault(model, name)
        return response

    async def _send(self, body: dict[str, object]) -> httpx2.Response:
        """The response, whatever its status; raises `ModelError` when none comes."""
        failure: ModelError
        try:
            # `post` is the SDK's door for raw responses. Its `create` builds types that nobody has
            # checked, and takes 1 ms for it.
            return await self._client.post("/chat/completions", body=body, cast_to=httpx2.Response)
        except openai.APIStatusError as error:
            return error.response
        except openai.APIConnectionError:
            failure = ModelUnavailable("(no connection)")
        except AnswerTooLarge:
            failure = AnswerUnusable("(too large)")
        raise failure  # out here, so that it carries no context, which may quote the draft
