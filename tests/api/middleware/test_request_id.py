from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient


def test_every_answer_has_an_id_of_its_own(client: TestClient) -> None:
    ids = {client.get("/healthz").headers["X-Request-ID"] for _ in range(3)}
    assert len(ids) == 3
    assert all(re.fullmatch("[0-9a-f]{32}", id_) for id_ in ids)


def test_a_callers_id_is_taken_over(client: TestClient) -> None:
    answer = client.get("/nothing", headers={"X-Request-ID": "ticket-42:a.b"})
    assert answer.headers["X-Request-ID"] == "ticket-42:a.b"
    assert answer.json()["request_id"] == "ticket-42:a.b"


@pytest.mark.parametrize("given", ["", "two words", "x" * 65, "a;b", "é".encode("latin-1")])
def test_an_id_that_is_no_plain_token_is_replaced(client: TestClient, given: str | bytes) -> None:
    answer = client.get("/healthz", headers={"X-Request-ID": given})
    assert re.fullmatch("[0-9a-f]{32}", answer.headers["X-Request-ID"])
