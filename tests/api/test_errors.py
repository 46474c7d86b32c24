from __future__ import annotations

import pytest
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from api.errors import problem_of
from api.problems import INVALID, MOST_ERRORS, ProblemError
from guardrails.entry import TextRefused
from guardrails.tokens import MaskingFailed
from rewriting.model.errors import DeadlinePassed, ModelUnavailable

CANARY = "canary"


def test_a_problem_is_itself() -> None:
    error = ProblemError(INVALID, "")
    assert problem_of(error) is error


def test_an_exception_that_nobody_foresaw_is_internal_and_silent() -> None:
    problem = problem_of(RuntimeError(CANARY))
    assert problem.kind.code == "internal"
    assert CANARY not in problem.detail


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (HTTPException(404, CANARY), "not_found"),
        (HTTPException(405, CANARY, {"Allow": "GET"}), "method_not_allowed"),
        (HTTPException(418, CANARY), "http"),
    ],
)
def test_what_the_router_raises_is_not_repeated(error: HTTPException, code: str) -> None:
    problem = problem_of(error)
    assert (problem.kind.code, problem.kind.status) == (code, error.status_code)
    assert CANARY not in problem.detail


def test_a_method_that_is_not_allowed_names_those_that_are() -> None:
    problem = problem_of(HTTPException(405, headers={"Allow": "GET, POST"}))
    assert problem.headers == {"Allow": "GET, POST"}
    assert "GET, POST" in problem.detail


def test_a_validation_names_places_and_expectations() -> None:
    found = [
        {"type": "missing", "loc": ("body", "draft"), "msg": "", "input": CANARY},
        {"type": "extra_forbidden", "loc": ("body", "x"), "msg": "", "input": CANARY},
        {"type": "int_type", "loc": ("body", "a", 0), "msg": CANARY},
    ]
    assert [(e.pointer, e.message) for e in problem_of(RequestValidationError(found)).errors] == [
        ("/draft", "This field is required."),
        ("/x", "There is no such field."),
        ("/a/0", "Should be a whole number."),
    ]


def test_a_validation_with_thousands_of_errors_names_the_first() -> None:
    found = [{"type": "string_type", "loc": ("body", i), "msg": ""} for i in range(5_000)]
    assert len(problem_of(RequestValidationError(found)).errors) == MOST_ERRORS


def test_a_text_that_is_too_long_is_413_and_any_other_422() -> None:
    long = problem_of(TextRefused("too_long", "/text", "Why.", limit=5, length=6))
    assert (long.kind.status, long.kind.code, long.limit, long.length) == (413, "too_long", 5, 6)
    blank = problem_of(TextRefused("empty", "/text", "Why."))
    assert (blank.kind.status, blank.kind.code) == (422, "empty")
    assert [(e.pointer, e.message) for e in (*long.errors, *blank.errors)] == [
        ("/text", "Why.")
    ] * 2


def test_a_text_that_could_not_be_masked_is_told_without_it() -> None:
    problem = problem_of(MaskingFailed(CANARY))
    assert (problem.kind.status, problem.kind.code) == (500, "masking_failed")
    assert CANARY not in problem.detail


def test_a_model_error_is_told_by_its_summary_alone() -> None:
    unavailable = problem_of(ModelUnavailable(CANARY, retry_after=2.1))
    assert unavailable.headers == {"Retry-After": "3"}
    assert CANARY not in unavailable.detail
    late = problem_of(DeadlinePassed(CANARY))
    assert late.kind.status == 504
    assert CANARY not in late.detail
