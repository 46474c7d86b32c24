"""Reading what a model server means when it says no.

The HTTP status decides first: servers agree on it, while their error bodies differ (llama.cpp's
codes are numbers, Gemini wraps the object in a list). Codes in the body only refine it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from rewriting.model.errors import (
    AnswerBlocked,
    ModelError,
    ModelMisconfigured,
    ModelUnavailable,
    QuotaExhausted,
    UnknownModel,
)

_QUOTA = frozenset({"insufficient_quota", "billing_hard_limit_reached", "billing_not_active"})
_BLOCKED = frozenset({"content_filter", "content_policy_violation"})
_UNKNOWN_MODEL = frozenset({"model_not_found"})
_TOLD = _QUOTA | _BLOCKED | _UNKNOWN_MODEL | {"context_length_exceeded", "invalid_api_key"}
"""The codes that our messages may name. Any other could be a word of the draft."""

_PASSING = frozenset({408, 409, 425, 429})
"""Besides every 5xx: statuses that may be gone a moment later."""


def read_failure(status: int, headers: Mapping[str, str], body: bytes) -> ModelError:
    """The error that this answer of a server stands for."""
    codes = _codes(body)
    detail = f"({', '.join([f'HTTP {status}', *sorted(codes & _TOLD)])})"
    if codes & _BLOCKED:
        return AnswerBlocked(detail)
    if status == 402 or codes & _QUOTA:
        return QuotaExhausted(detail, retry_after=read_retry_after(headers))
    if status == 404 or codes & _UNKNOWN_MODEL:
        return UnknownModel(detail)
    if status in _PASSING or status >= 500:
        return ModelUnavailable(detail, retry_after=read_retry_after(headers))
    return ModelMisconfigured(detail)


def names_parameter(status: int, body: bytes, name: str) -> bool:
    """Whether the server refused the request and named this parameter of it."""
    return status in (400, 422) and name.encode() in body


def read_retry_after(headers: Mapping[str, str]) -> float | None:
    """The wait in seconds that the headers ask for, as a number or as a date (RFC 9110)."""
    if (precise := _seconds(headers.get("retry-after-ms", ""))) is not None:
        return precise / 1000
    value = headers.get("retry-after", "")
    if (seconds := _seconds(value)) is not None:
        return seconds
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None:  # "-0000": the sender does not say where it is
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _seconds(value: str) -> float | None:
    try:
        seconds = float(value)
    except ValueError:
        return None
    return max(0.0, seconds) if math.isfinite(seconds) else None


def _codes(body: bytes) -> frozenset[str]:
    try:
        payload = json.loads(body)
    except (ValueError, RecursionError):
        return frozenset()
    if isinstance(payload, list) and payload:
        payload = payload[0]
    error = payload.get("error", payload) if isinstance(payload, dict) else None
    if not isinstance(error, dict):
        return frozenset()
    return frozenset(v for k in ("code", "type") if isinstance(v := error.get(k), str))
