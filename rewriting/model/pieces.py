"""An answer that comes in pieces: server-sent events, each with a bit of the text."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from typing import Any

import httpx2

from rewriting.model.answers import (
    joined,
    parse_answer,
    raise_for_finish,
    read_choice,
    read_message,
    read_text,
    read_usage,
    sound,
)
from rewriting.model.client import AnswerTooLarge
from rewriting.model.errors import AnswerUnusable, ModelError, ModelUnavailable
from rewriting.model.spent import Spent
from rewriting.model.thoughts import LeadingThought

Pieces = AsyncGenerator[str, None]

_DONE = "[DONE]"
_LOST = "\ufffd"
"""What a decoder puts for bytes that are not UTF-8."""


async def read_pieces(response: httpx2.Response, spent: Spent) -> Pieces:
    """The pieces of the text as they come, none empty; closes the response, however it ends.

    Raises `ModelError`: also after the last piece, for an answer that was cut off or blocked, or
    that just stopped without saying that it had ended.
    """
    failure: ModelError
    try:
        if "text/event-stream" in response.headers.get("content-type", ""):
            async for piece in _read_events(response, spent):
                yield piece
        else:  # a server that does not stream answers as a whole
            payload = parse_answer(await response.aread())
            spent.usage += read_usage(payload)
            yield read_text(payload)
        return
    except AnswerTooLarge:
        failure = AnswerUnusable("(too large)")
    except httpx2.SSEError:
        failure = AnswerUnusable("(an event that is too large)")
    except httpx2.TransportError:
        failure = ModelUnavailable("(connection lost)")
    finally:
        await response.aclose()
    raise failure


async def _read_events(response: httpx2.Response, spent: Spent) -> Pieces:
    thought = LeadingThought()
    spoken = ended = False
    async for event in httpx2.EventSource(response):
        if event.data.startswith(_DONE):
            ended = True
            break
        payload = parse_answer(event.data)
        spent.usage += read_usage(payload)
        choice = read_choice(payload)
        if piece := thought.feed(_read_piece(choice)):
            spoken = True
            yield piece
        raise_for_finish(choice)
        ended = ended or bool(choice.get("finish_reason"))
    if not ended:
        raise AnswerUnusable("(it stopped before its end)")
    if rest := thought.close().strip():
        yield rest
    elif not spoken:
        raise AnswerUnusable("(empty)")


def _read_piece(choice: Mapping[str, Any]) -> str:
    content = read_message(choice, "delta").get("content")
    piece = sound(joined(content or ""))
    if _LOST in piece:
        raise AnswerUnusable("(not UTF-8)")
    return piece
