"""The retry policy: what is tried again, how often, and for how long."""

from __future__ import annotations

import time

import pytest

from rewriting.model import retrying
from rewriting.model.errors import (
    AnswerBlocked,
    AnswerCutOff,
    AnswerUnusable,
    DeadlinePassed,
    ModelError,
    ModelMisconfigured,
    ModelUnavailable,
    QuotaExhausted,
    UnknownModel,
)

pytestmark = pytest.mark.anyio

BACKOFF = retrying.BACKOFF  # the real one; the tests themselves run without

TRIED_AGAIN = (ModelUnavailable, AnswerUnusable)
TRIED_ONCE = (
    AnswerBlocked,
    AnswerCutOff,
    DeadlinePassed,
    ModelMisconfigured,
    QuotaExhausted,
    UnknownModel,
)


async def tries(error: Exception, seconds: float = 60) -> int:
    count = 0

    async def fail() -> None:
        nonlocal count
        count += 1
        raise error

    with pytest.raises(type(error)):
        await retrying.retrying(seconds)(fail)
    return count


@pytest.mark.parametrize("kind", TRIED_AGAIN)
async def test_what_may_pass_is_tried_again(kind: type[ModelError]) -> None:
    assert await tries(kind()) == retrying.ATTEMPTS


@pytest.mark.parametrize("kind", TRIED_ONCE)
async def test_what_will_not_pass_is_tried_once(kind: type[ModelError]) -> None:
    assert await tries(kind()) == 1


async def test_a_bug_is_no_reason_to_try_again() -> None:
    assert await tries(KeyError()) == 1


async def test_a_wait_that_would_outlast_the_time_is_not_begun() -> None:
    started = time.monotonic()
    assert await tries(ModelUnavailable(retry_after=0.4), seconds=0.3) == 1
    assert time.monotonic() - started < 0.2


async def test_waits_end_when_the_next_would_outlast_the_time() -> None:
    assert await tries(ModelUnavailable(retry_after=0.04), seconds=0.1) == 3


async def test_backoff_grows_is_random_and_stays_below_a_bound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("random.uniform", lambda low, high: (low, high))
    bounds = [BACKOFF(_state(n)) for n in range(1, retrying.ATTEMPTS)]
    assert bounds == [(0, 0.2), (0, 0.4), (0, 0.8), *[(0, 1.0)] * 4]


def _state(attempt: int) -> retrying.RetryCallState:
    state = retrying.RetryCallState(retrying.retrying(1), None, (), {})
    state.attempt_number = attempt
    return state
