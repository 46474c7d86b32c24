"""When a model is asked again, and how long to wait before. Nothing else retries.

With an upstream that fails two calls in five, eight attempts leave one request in 1,500 unanswered;
a server that is down is given up within three seconds.
"""

from __future__ import annotations

import asyncio
import logging

from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception,
    stop_after_attempt,
    stop_before_delay,
    wait_random_exponential,
)

from rewriting.model.errors import AnswerUnusable, ModelUnavailable, QuotaExhausted

ATTEMPTS = 8
BACKOFF = wait_random_exponential(multiplier=0.2, max=1.0)
"""Seconds: anything up to 0.2, 0.4, 0.8 ... ("full jitter": callers do not come in step)."""

_log = logging.getLogger(__name__)


def retrying(seconds: float) -> AsyncRetrying:
    """The retry policy for one model that may be asked for so many seconds.

    A wait that would not end in time is not begun: the last error is raised at once.
    """
    return AsyncRetrying(
        retry=retry_if_exception(_may_pass),
        wait=_wait,
        stop=stop_after_attempt(ATTEMPTS) | stop_before_delay(seconds),
        before_sleep=_tell,
        sleep=asyncio.sleep,
        reraise=True,
    )


def _may_pass(error: BaseException) -> bool:
    return isinstance(error, ModelUnavailable | AnswerUnusable) and not isinstance(
        error, QuotaExhausted
    )


def _wait(state: RetryCallState) -> float:
    """Seconds: what the server asked for, and the backoff on top, lest all return at once."""
    return (getattr(_error(state), "retry_after", None) or 0.0) + BACKOFF(state)


def _tell(state: RetryCallState) -> None:
    _log.info("Asking the model again in %.2f s: %s", state.upcoming_sleep, _error(state))


def _error(state: RetryCallState) -> BaseException | None:
    return state.outcome.exception() if state.outcome else None
