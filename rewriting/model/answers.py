"""Reading an answer out of whatever came with HTTP 200.

Read from the bytes, not through the SDK's types: those are built without validation, so a hostile
shape would only fail later and anywhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from rewriting.model.errors import AnswerBlocked, AnswerCutOff, AnswerUnusable
from rewriting.model.failures import read_failure
from rewriting.results import Usage

_CUT = frozenset({"length", "max_tokens"})
_LEADING_THOUGHT = re.compile(r"\s*<(think(?:ing)?)>.*?</\1>", re.DOTALL | re.IGNORECASE)
_THOUGHT_PARTS = frozenset({"thinking", "reasoning"})


def parse_answer(body: bytes) -> Mapping[str, Any]:
    """The JSON object in the body; raises `AnswerUnusable` for anything else."""
    try:
        payload = json.loads(body)
    except (ValueError, RecursionError):
        payload = None
    if not isinstance(payload, dict):
        raise AnswerUnusable("(not a JSON object)")
    return payload


def read_usage(payload: Mapping[str, Any]) -> Usage:
    """The tokens that the server counted; the call itself is counted when it is sent."""
    usage = _object(payload.get("usage"))
    return Usage(
        calls=0,
        prompt_tokens=_count(usage.get("prompt_tokens")),
        completion_tokens=_count(usage.get("completion_tokens")),
        cached_tokens=_count(_object(usage.get("prompt_tokens_details")).get("cached_tokens")),
    )


def read_text(payload: Mapping[str, Any]) -> str:
    """The text of the first choice, without the reasoning before it and the white space around it.

    Raises `AnswerBlocked`, `AnswerCutOff`, `AnswerUnusable`, or what an error object stands for.
    """
    if error := payload.get("error"):
        # Gateways that fail after they have sent "200" put the status they meant into the error.
        status = _object(error).get("code")
        if isinstance(status, int) and 400 <= status < 600:
            raise read_failure(status, {}, json.dumps({"error": error}).encode())
        raise AnswerUnusable("(an error object)")
    choices = payload.get("choices")
    choice = _object(choices[0]) if isinstance(choices, list) and choices else {}
    message = _object(choice.get("message"))
    finish = choice.get("finish_reason")
    if finish == "content_filter" or message.get("refusal"):
        raise AnswerBlocked()
    if finish in _CUT:
        raise AnswerCutOff()
    return clean_text(_joined(message.get("content")))


def clean_text(text: str) -> str:
    """The text without one leading block of reasoning, which is no part of the answer.

    Any other is left for the post-check to refuse.
    Raises `AnswerUnusable` when nothing remains, or when what remains is not text.
    """
    if thought := _LEADING_THOUGHT.match(text):
        text = text[thought.end() :]
    text = text.strip()
    if not text:
        raise AnswerUnusable("(empty)")
    try:
        text.encode()
    except UnicodeEncodeError:
        sound = False
    else:
        sound = True
    if not sound:
        raise AnswerUnusable("(half a character)")
    return text


def _joined(content: object) -> str:
    """The content as one text: a string, or (Mistral) a list of parts of which some are thought."""
    if isinstance(content, str):
        return content
    if not isinstance(content, list):
        raise AnswerUnusable("(no content)")
    parts = [part for part in map(_object, content) if part.get("type") not in _THOUGHT_PARTS]
    texts = [part.get("text") for part in parts if part.get("type") == "text"]
    if len(texts) < len(parts) or not all(isinstance(text, str) for text in texts):
        raise AnswerUnusable("(content that is not text)")
    return "".join(text for text in texts if isinstance(text, str))


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _count(value: object) -> int:
    return value if type(value) is int and 0 <= value < 1 << 31 else 0
