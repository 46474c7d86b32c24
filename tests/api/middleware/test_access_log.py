from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from starlette.testclient import TestClient


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    return [
        json.loads(record.getMessage())
        for record in caplog.records
        if record.name == "tactful.access"
    ]


@pytest.fixture(autouse=True)
def _logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "tactful.access")


def test_a_request_is_one_line_with_ids_sizes_status_and_time(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = client.post("/v1/rewrites", json={"draft": "We can't do that."})
    (line,) = lines(caplog)
    assert line["ms"] >= 0
    assert line == {
        "event": "request",
        "request_id": answer.headers["X-Request-ID"],
        "method": "POST",
        "route": "/v1/rewrites",
        "status": 200,
        "ms": line["ms"],
        "request_bytes": len(answer.request.content),
        "response_bytes": len(answer.content),
        "outcome": "rewritten",
        "engine": "rules",
        "degraded": "no_model",
        "attempts": 1,
        "draft_length": 17,
    }


def test_a_refused_request_is_logged_with_its_code(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    client.post("/v1/checks", content=b"{", headers={"Content-Type": "application/json"})
    (line,) = lines(caplog)
    assert (line["status"], line["problem"]) == (400, "invalid_json")


def test_an_address_is_not_logged_since_it_may_hold_a_draft(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    client.get("/canary/We%20cant?text=canary")
    client.get("/healthz?text=canary")
    assert [line["route"] for line in lines(caplog)] == [None, "/healthz"]
    assert "canary" not in caplog.text


def test_every_request_has_notes_of_its_own(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    client.post("/v1/rewrites", json={"draft": "x"})
    client.get("/healthz")
    assert "outcome" not in lines(caplog)[1]
