from __future__ import annotations

import json

import pytest

from api import problems
from api.problems import BODY_TOO_LARGE, INVALID, FieldProblem, ProblemError, ProblemKind, answer

KINDS = [kind for kind in vars(problems).values() if isinstance(kind, ProblemKind)]


def test_an_answer_says_what_rfc_9457_asks_for_and_our_code() -> None:
    error = ProblemError(INVALID, "Why.", errors=(FieldProblem(pointer="/draft", message="No."),))
    response = answer(error, {"state": {"request_id": "r-1"}})
    assert response.status_code == 422
    assert response.media_type == "application/problem+json"
    assert json.loads(bytes(response.body)) == {
        "type": "urn:tactful:problem:invalid",
        "title": INVALID.title,
        "status": 422,
        "code": "invalid",
        "detail": "Why.",
        "request_id": "r-1",
        "errors": [{"pointer": "/draft", "message": "No."}],
    }


def test_what_is_too_much_carries_limit_and_length() -> None:
    error = ProblemError(BODY_TOO_LARGE, "", limit=0, length=5, headers={"Connection": "close"})
    response = answer(error, {})
    body = json.loads(bytes(response.body))
    assert (body["limit"], body["length"]) == (0, 5)
    assert response.headers["Connection"] == "close"


def test_the_code_is_noted_for_the_access_log() -> None:
    state: dict[str, object] = {}
    answer(ProblemError(INVALID, ""), {"state": state})
    assert state["notes"] == {"problem": "invalid"}


def test_codes_are_unique() -> None:
    assert len(KINDS) > 10
    assert len({kind.code for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_kind_is_an_error_with_a_title_of_its_own(kind: ProblemKind) -> None:
    assert 400 <= kind.status < 600
    assert [other.title for other in KINDS].count(kind.title) == 1
