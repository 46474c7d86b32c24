"""One model server: a question goes out, a text or a typed failure comes back."""

from __future__ import annotations

from collections.abc import Sequence

import httpx2
import openai

from rewriting.model.answers import parse_answer, read_text, read_usage
from rewriting.model.client import AnswerTooLarge, open_client
from rewriting.model.dialect import Dialect
from rewriting.model.errors import AnswerUnusable, ModelError, ModelUnavailable
from rewriting.model.failures import read_failure
from rewriting.model.pieces import Pieces, read_pieces
from rewriting.model.settings import ModelSettings
from rewriting.model.spent import Spent
from rewriting.model.values import Message
from rewriting.results import Usage

_ONE_CALL = Usage(calls=1, prompt_tokens=0, completion_tokens=0, cached_tokens=0)
_PATH = "/chat/completions"


class Upstream:
    """The server that the settings name, through one client for the whole process."""

    def __init__(self, settings: ModelSettings) -> None:
        self._client = open_client(settings)
        self._dialects: dict[tuple[str, bool], Dialect] = {}

    async def ask(
        self, model: str, messages: Sequence[Message], max_tokens: int, spent: Spent
    ) -> str:
        """The text that this model answers; adds to `spent`; raises `ModelError`."""
        response = await self._post(model, messages, max_tokens, spent, stream=False)
        payload = parse_answer(response.content)
        spent.usage += read_usage(payload)
        return read_text(payload)

    async def listen(
        self, model: str, messages: Sequence[Message], max_tokens: int, spent: Spent
    ) -> tuple[str, Pieces]:
        """The first piece of what this model answers, and the pieces after it.

        Adds to `spent`; raises `ModelError`, as reading the further pieces does.
        """
        response = await self._post(model, messages, max_tokens, spent, stream=True)
        pieces = read_pieces(response, spent)
        return await anext(pieces), pieces

    async def aclose(self) -> None:
        """Close the connections; calls under way fail."""
        await self._client.close()

    async def _post(
        self,
        model: str,
        messages: Sequence[Message],
        max_tokens: int,
        spent: Spent,
        *,
        stream: bool,
    ) -> httpx2.Response:
        """The successful response, for which a refused parameter is dropped and asked again.

        The dialect in which a first question succeeded is kept, so that only that one is asked more
        than once. What is dropped later teaches nothing: a limit may be refused for its size.
        """
        dialect = self._dialects.get((model, stream), Dialect())
        while True:
            spent.usage += _ONE_CALL
            body = dialect.body(model, messages, max_tokens, stream=stream)
            response = await self._send(body, stream=stream)
            if response.is_success:
                self._dialects.setdefault((model, stream), dialect)
                return response
            refusal = response.content
            mended = dialect.without_refused(response.status_code, refusal, stream=stream)
            if mended is None:
                raise read_failure(response.status_code, response.headers, refusal)
            dialect = mended

    async def _send(self, body: dict[str, object], *, stream: bool) -> httpx2.Response:
        """The response, whatever its status; raises `ModelError` when none comes.

        A success that was asked for as a stream has not been read yet.
        """
        # `post` is the SDK's door for raw responses. Its `create` builds types that nobody has
        # checked, and takes 1 ms for it.
        failure: ModelError
        try:
            if stream:
                streaming = await self._client.post(
                    _PATH,
                    body=body,
                    cast_to=object,
                    options={"headers": {"Accept": "text/event-stream"}},
                    stream=True,
                    stream_cls=openai.AsyncStream[object],
                )
                return streaming.response
            return await self._client.post(_PATH, body=body, cast_to=httpx2.Response)
        except openai.APIStatusError as error:
            return error.response
        except openai.APIConnectionError:
            failure = ModelUnavailable("(no connection)")
        except AnswerTooLarge:
            failure = AnswerUnusable("(too large)")
        raise failure  # out here, so that it carries no context, which may quote the draft
