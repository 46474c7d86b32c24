from __future__ import annotations

import pytest

from rewriting.model.breaker import FAILURES, PATIENCE_S, REST_S, Breaker
from rewriting.model.errors import (
    AnswerBlocked,
    AnswerCutOff,
    AnswerUnusable,
    DeadlinePassed,
    ModelError,
    ModelMisconfigured,
    ModelUnavailable,
    QuotaExhausted,
)


def fail(breaker: Breaker, times: int, now: float = 0.0) -> None:
    for _ in range(times):
        breaker.admit(now)
        breaker.failed(ModelUnavailable(), 1.0, now)


def rests(breaker: Breaker, now: float) -> bool:
    try:
        breaker.admit(now)
    except ModelUnavailable:
        return True
    return False


def test_a_model_that_keeps_failing_rests_and_says_how_long() -> None:
    breaker = Breaker()
    fail(breaker, FAILURES, now=100.0)
    with pytest.raises(ModelUnavailable) as refused:
        breaker.admit(102.0)
    assert refused.value.retry_after == REST_S - 2


def test_an_answer_between_failures_begins_the_count_anew() -> None:
    breaker = Breaker()
    fail(breaker, FAILURES - 1)
    breaker.answered()
    fail(breaker, FAILURES - 1)
    assert not rests(breaker, 0.0)


def test_after_the_rest_one_question_is_let_through() -> None:
    breaker = Breaker()
    fail(breaker, FAILURES)
    later = REST_S + 1
    assert not rests(breaker, later)
    assert rests(breaker, later)
    breaker.failed(ModelUnavailable(), 1.0, later)
    assert rests(breaker, later + REST_S - 1)
    assert not rests(breaker, later + REST_S)


def test_a_trial_whose_caller_left_does_not_close_the_door_for_good() -> None:
    breaker = Breaker()
    fail(breaker, FAILURES)
    assert not rests(breaker, REST_S)
    assert not rests(breaker, 2 * REST_S)


def test_one_answer_ends_the_rest() -> None:
    breaker = Breaker()
    fail(breaker, FAILURES)
    breaker.admit(REST_S)
    breaker.answered()
    assert not rests(breaker, REST_S)
    assert not rests(breaker, REST_S)


@pytest.mark.parametrize(
    ("error", "waited_s", "counts"),
    [
        (ModelUnavailable(), 0.1, True),
        (QuotaExhausted(), 0.1, True),
        (AnswerUnusable(), 0.1, True),
        (DeadlinePassed(), PATIENCE_S, True),
        (DeadlinePassed(), PATIENCE_S / 2, False),
        (AnswerBlocked(), 9.0, False),
        (AnswerCutOff(), 9.0, False),
        (ModelMisconfigured(), 9.0, False),
    ],
)
def test_only_what_the_server_is_to_blame_for_counts(
    error: ModelError, waited_s: float, counts: bool
) -> None:
    breaker = Breaker()
    for _ in range(FAILURES):
        breaker.failed(error, waited_s, 0.0)
    assert rests(breaker, 0.0) is counts


def test_a_short_deadline_says_neither_good_nor_bad() -> None:
    breaker = Breaker()
    fail(breaker, FAILURES - 1)
    breaker.failed(DeadlinePassed(), 0.1, 0.0)
    fail(breaker, 1)
    assert rests(breaker, 0.0)
