"""Reading an answer out of whatever came with HTTP 200.

Read from the bytes, not through the SDK's types: those are built without validation, so a hostile
shape would only fail later and anywhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Literal

from rewriting.model.errors import AnswerBlocked, AnswerCutOff, AnswerUnusable
from rewriting.model.failures import read_failure
from rewriting.model.thoughts import LeadingThought
from rewriting.results import Usage

# Tuples, not sets: what is looked up in them can be any JSON, also what has no hash.
_CUT = ("length", "max_tokens")
_THOUGHT_PARTS = ("thinking", "reasoning")
_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")


def parse_answer(body: bytes | str) -> Mapping[str, Any]:
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
    choice = read_choice(payload)
    message = read_message(choice, "message")
    raise_for_finish(choice)
    thought = LeadingThought()
    text = sound(thought.feed(joined(message.get("content"))) + thought.close()).strip()
    if not text:
        raise AnswerUnusable("(empty)")
    return text


def read_choice(payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """The first choice, empty if there is none; raises what an error object stands for."""
    if error := payload.get("error"):
        # Gateways that fail after they have sent "200" put the status they meant into the error.
        status = _object(error).get("code")
        if isinstance(status, int) and 400 <= status < 600:
            raise read_failure(status, {}, json.dumps({"error": error}).encode())
        raise AnswerUnusable("(an error object)")
    choices = payload.get("choices")
    return _object(choices[0]) if isinstance(choices, list) and choices else {}


def read_message(choice: Mapping[str, Any], name: Literal["message", "delta"]) -> Mapping[str, Any]:
    """The message of a choice, empty if there is none; raises `AnswerBlocked` for a refusal."""
    message = _object(choice.get(name))
    if message.get("refusal"):
        raise AnswerBlocked
    return message


def raise_for_finish(choice: Mapping[str, Any]) -> None:
    """Raise `AnswerBlocked` or `AnswerCutOff` for an answer that did not end by itself."""
    finish = choice.get("finish_reason")
    if finish == "content_filter":
        raise AnswerBlocked
    if finish in _CUT:
        raise AnswerCutOff


def joined(content: object) -> str:
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


def sound(text: str) -> str:
    """The text, if it is one: JSON can hold half of a character, which nothing after it can."""
    if _HALF_A_CHARACTER.search(text):
        raise AnswerUnusable("(half a character)")
    return text


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _count(value: object) -> int:
    return value if type(value) is int and 0 <= value < 1 << 31 else 0
