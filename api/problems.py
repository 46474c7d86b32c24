"""Problems: what the service answers when it does not do what was asked (RFC 9457).

No problem holds a word of what was sent. The exceptions are lengths, positions and the names of
fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, Field
from starlette.responses import Response
from starlette.types import Scope

MEDIA_TYPE = "application/problem+json"
MOST_ERRORS = 20
"""A problem names no more places than this, whatever was sent."""


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One sort of problem: its stable code, its HTTP status and what it is called."""

    code: str
    status: int
    title: str


INVALID_JSON = ProblemKind("invalid_json", 400, "The body is not JSON")
UNAUTHORIZED = ProblemKind("unauthorized", 401, "A key is needed")
NOT_FOUND = ProblemKind("not_found", 404, "There is nothing at this address")
METHOD_NOT_ALLOWED = ProblemKind("method_not_allowed", 405, "This address has no such method")
BODY_TIMEOUT = ProblemKind("body_timeout", 408, "The body did not arrive in time")
NOT_ENDED = ProblemKind("not_ended", 409, "The batch has not ended")
NO_SOURCE = ProblemKind("no_source", 409, "The batch was not made from a file")
BODY_TOO_LARGE = ProblemKind("body_too_large", 413, "The body is too large")
TOO_LONG = ProblemKind("too_long", 413, "A text is too long")
UNSUPPORTED_MEDIA_TYPE = ProblemKind("unsupported_media_type", 415, "The body is not sent as JSON")
INVALID = ProblemKind("invalid", 422, "The request does not have the expected shape")
EMPTY = ProblemKind("empty", 422, "A text is empty or blank")
NOT_TEXT = ProblemKind("not_text", 422, "A text holds what is not text")
TOO_MANY = ProblemKind("too_many", 422, "A list is too long")
UNSUPPORTED_LANGUAGE = ProblemKind("unsupported_language", 422, "The text is not in English")
UNREADABLE_FILE = ProblemKind("unreadable_file", 422, "The file cannot be read as a library")
MISDIRECTED = ProblemKind("misdirected", 421, "The service does not go by this name")
CLIENT_LEFT = ProblemKind("client_left", 499, "The client left before the answer")
INTERNAL = ProblemKind("internal", 500, "Something went wrong on our side")
MASKING_FAILED = ProblemKind("masking_failed", 500, "A text could not be masked")
MODEL_NOT_CONFIGURED = ProblemKind("model_not_configured", 503, "No language model is configured")
MODEL_UNAVAILABLE = ProblemKind("model_unavailable", 503, "The language model cannot be used now")
STORAGE_UNAVAILABLE = ProblemKind(
    "storage_unavailable", 503, "The database of batches cannot be used now"
)
OVERLOADED = ProblemKind("overloaded", 503, "The service is busy")
DEADLINE = ProblemKind("deadline", 504, "The deadline passed before there was an answer")

TEXT_PROBLEMS = (
    INVALID_JSON,
    UNAUTHORIZED,
    BODY_TIMEOUT,
    BODY_TOO_LARGE,
    TOO_LONG,
    UNSUPPORTED_MEDIA_TYPE,
    INVALID,
    EMPTY,
    NOT_TEXT,
    TOO_MANY,
    UNSUPPORTED_LANGUAGE,
    OVERLOADED,
)
"""What every route that takes texts can answer."""

BATCH_PROBLEMS = (UNAUTHORIZED, NOT_FOUND, STORAGE_UNAVAILABLE)
"""What every route of batches can answer."""

MODEL_PROBLEMS = (MODEL_NOT_CONFIGURED, MODEL_UNAVAILABLE, DEADLINE)
"""What a route that may need a language model can answer besides."""


class FieldProblem(BaseModel):
    """What is wrong with one field: a JSON pointer (RFC 6901) into the body, and why."""

    pointer: str
    message: str


class Problem(BaseModel):
    """The body of every answer that is not a success. Programs read `code`."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    request_id: str
    errors: tuple[FieldProblem, ...] | None = None
    limit: int | None = Field(
        default=None, description="The most that is accepted: code points, bytes or entries."
    )
    length: int | None = Field(
        default=None, description="What was sent, in the same unit; of a body what was read of it."
    )


class ProblemError(Exception):
    """Raised where a problem is noticed; `api.errors` turns it into the answer.

    `limit` and `length` say how much was too much, in the unit that `detail` names.
    """

    def __init__(  # noqa: PLR0913  (a problem has this many parts, all but two optional)
        self,
        kind: ProblemKind,
        detail: str,
        *,
        errors: tuple[FieldProblem, ...] = (),
        limit: int | None = None,
        length: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.errors = errors
        self.limit = limit
        self.length = length
        self.headers = dict(headers or {})


def describe(error: ProblemError, scope: Scope) -> Problem:
    """The body for `error`, under the request's id; its code is noted for the access log."""
    kind = error.kind
    state = scope.get("state", {})
    state.setdefault("notes", {})["problem"] = kind.code
    return Problem(
        type=f"urn:tactful:problem:{kind.code}",
        title=kind.title,
        status=kind.status,
        code=kind.code,
        detail=error.detail,
        request_id=state.get("request_id", ""),
        errors=error.errors or None,
        limit=error.limit,
        length=error.length,
    )


def answer(error: ProblemError, scope: Scope) -> Response:
    """The response for `error`, as `describe` says it."""
    return Response(
        describe(error, scope).model_dump_json(exclude_none=True),
        status_code=error.kind.status,
        media_type=MEDIA_TYPE,
        headers=error.headers,
    )
