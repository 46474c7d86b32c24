from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from api.openapi import render_openapi

COMMITTED = Path(__file__).parents[2] / "docs" / "openapi.json"


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    rendered: dict[str, Any] = json.loads(render_openapi())
    return rendered


def operations(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        f"{method.upper()} {path}": operation
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }


def test_the_committed_document_is_the_one_that_is_served() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == render_openapi(), (
        "docs/openapi.json is out of date: run `make openapi`"
    )


def test_it_describes_every_route_of_the_contract(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    assert set(operations(document)) == {
        "POST /v1/rewrites",
        "POST /v1/checks",
        "POST /v1/verifications",
        "POST /v1/batches",
        "GET /v1/batches/{batch_id}",
        "DELETE /v1/batches/{batch_id}",
        "GET /v1/batches/{batch_id}/items",
        "GET /v1/batches/{batch_id}/results",
        "GET /v1/batches/{batch_id}/report",
        "POST /v1/batches/{batch_id}/cancel",
        "GET /v1/guidance",
        "GET /healthz",
        "GET /readyz",
        "GET /metrics",
    }


def test_every_operation_says_what_it_does(document: dict[str, Any]) -> None:
    for operation in operations(document).values():
        assert operation["summary"]
        assert operation["description"]


@pytest.mark.parametrize(
    ("operation", "statuses"),
    [
        ("POST /v1/rewrites", "200 400 401 408 413 415 422 500 503 504"),
        ("POST /v1/checks", "200 400 401 408 413 415 422 500 503 504"),
        ("POST /v1/verifications", "200 400 401 408 413 415 422 500 503 504"),
        ("GET /v1/guidance", "200 304 401 500"),
        ("POST /v1/batches", "202 400 401 408 413 415 422 500 503"),
        ("GET /v1/batches/{batch_id}", "200 401 404 422 500 503"),
        ("GET /v1/batches/{batch_id}/results", "200 401 404 409 422 500 503"),
        ("GET /v1/batches/{batch_id}/report", "200 401 404 422 500 503"),
        ("GET /readyz", "200 500 503"),
        ("GET /metrics", "200 401 500"),
    ],
)
def test_every_problem_is_documented(
    document: dict[str, Any], operation: str, statuses: str
) -> None:
    responses = operations(document)[operation]["responses"]
    assert " ".join(sorted(responses)) == statuses
    for status, response in responses.items():
        if status >= "400":
            schema = response["content"]["application/problem+json"]["schema"]
            assert schema == {"$ref": "#/components/schemas/Problem"}
        if status == "503":
            assert "Retry-After" in response["headers"]


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    references = {
        part.partition('"')[0] for part in json.dumps(document).split('"#/components/schemas/')[1:]
    }
    assert references <= set(schemas)
    assert {"RewriteResult", "Check", "Verdict", "Problem", "FieldProblem"} <= references


def test_a_reason_names_its_text_as_in(document: dict[str, Any]) -> None:
    assert "in" in document["components"]["schemas"]["Reason"]["properties"]


def test_an_answer_always_holds_every_field(document: dict[str, Any]) -> None:
    reason = document["components"]["schemas"]["Reason"]
    assert reason["required"] == list(reason["properties"])


def test_a_request_refuses_unknown_fields(document: dict[str, Any]) -> None:
    for name in ("RewriteRequest", "CheckRequest", "VerificationRequest", "RequestContext"):
        assert document["components"]["schemas"][name]["additionalProperties"] is False
    assert document["components"]["schemas"]["RewriteRequest"]["required"] == ["draft"]
