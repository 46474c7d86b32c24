"""Turns every exception that can reach the routes into a problem; the one place that does."""

from __future__ import annotations

import math
from functools import singledispatch

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.expectations import expectation
from api.pointers import pointer_to
from api.problems import (
    DEADLINE,
    EMPTY,
    INTERNAL,
    INVALID,
    MASKING_FAILED,
    METHOD_NOT_ALLOWED,
    MODEL_NOT_CONFIGURED,
    MODEL_UNAVAILABLE,
    MOST_ERRORS,
    NOT_FOUND,
    NOT_TEXT,
    TOO_LONG,
    TOO_MANY,
    UNSUPPORTED_LANGUAGE,
    FieldProblem,
    ProblemError,
    ProblemKind,
    answer,
)
from guardrails.entry import RefusalCode, TextRefused
from guardrails.tokens import MaskingFailed
from rewriting.errors import ModelNotConfigured, OutOfTime, UnsupportedLanguage
from rewriting.model.errors import DeadlinePassed, ModelError, ModelUnavailable

ASK_AGAIN_S = 10
"""Retry-After in seconds where the model server named none."""

_ANSWERED = (
    ProblemError,
    HTTPException,
    RequestValidationError,
    TextRefused,
    UnsupportedLanguage,
    MaskingFailed,
    OutOfTime,
    ModelNotConfigured,
    ModelError,
)


_REFUSED: dict[RefusalCode, ProblemKind] = {
    "empty": EMPTY,
    "not_text": NOT_TEXT,
    "too_long": TOO_LONG,
    "too_many": TOO_MANY,
}


def answer_errors(app: FastAPI) -> None:
    """Makes `app` answer every exception that has a problem with that problem."""
    for kind in _ANSWERED:
        app.add_exception_handler(kind, _respond)


async def _respond(request: Request, error: Exception) -> Response:
    return answer(problem_of(error), request.scope)


@singledispatch
def problem_of(_error: Exception) -> ProblemError:
    """The problem that an exception is to a client, without any message of a foreign exception."""
    return ProblemError(INTERNAL, "Please tell us the request id.")


@problem_of.register
def _(error: ProblemError) -> ProblemError:
    return error


@problem_of.register
def _(error: HTTPException) -> ProblemError:
    if error.status_code == METHOD_NOT_ALLOWED.status:
        allowed = (error.headers or {}).get("Allow", "")
        return ProblemError(METHOD_NOT_ALLOWED, f"Use {allowed}.", headers=error.headers)
    if error.status_code == NOT_FOUND.status:
        return ProblemError(NOT_FOUND, "The routes are listed at /docs.")
    return ProblemError(ProblemKind("http", error.status_code, "The request was refused"), "")


@problem_of.register
def _(error: RequestValidationError) -> ProblemError:
    errors = tuple(
        FieldProblem(pointer=pointer_to(found["loc"][1:]), message=expectation(found))
        for found in error.errors()[:MOST_ERRORS]
    )
    return ProblemError(INVALID, "The request is not as documented at /docs.", errors=errors)


@problem_of.register
def _(error: TextRefused) -> ProblemError:
    refused = FieldProblem(pointer=error.pointer, message=error.detail)
    return ProblemError(
        _REFUSED[error.code],
        error.detail,
        errors=(refused,),
        limit=error.limit,
        length=error.length,
    )


@problem_of.register
def _(error: UnsupportedLanguage) -> ProblemError:
    detail = "The guidance is for texts in English, and this is in another language."
    refused = FieldProblem(pointer=error.pointer, message=detail)
    return ProblemError(UNSUPPORTED_LANGUAGE, detail, errors=(refused,))


@problem_of.register
def _(_error: MaskingFailed) -> ProblemError:
    return ProblemError(MASKING_FAILED, "Nothing was sent to a model. Please tell us.")


@problem_of.register
def _(_error: OutOfTime) -> ProblemError:
    return ProblemError(DEADLINE, "The service was too busy, or the texts take too long.")


@problem_of.register
def _(_error: ModelNotConfigured) -> ProblemError:
    detail = "Set OPENAI_API_KEY or OPENAI_BASE_URL, or ask for the engine `auto` or `rules`."
    return ProblemError(MODEL_NOT_CONFIGURED, detail)


@problem_of.register
def _(error: ModelError) -> ProblemError:
    asked = error.retry_after if isinstance(error, ModelUnavailable) else None
    seconds = max(1, math.ceil(asked)) if asked is not None else ASK_AGAIN_S
    return ProblemError(
        MODEL_UNAVAILABLE,
        f"{error.summary} The engines `auto` and `rules` answer without it.",
        headers={"Retry-After": str(seconds)},
    )


@problem_of.register
def _(error: DeadlinePassed) -> ProblemError:
    return ProblemError(DEADLINE, f"{error.summary} A larger `deadline_ms` gives it more time.")
