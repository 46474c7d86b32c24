from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from api.middleware.faults import Faults
from tests.api.substitutes import FakeRewriter

CANARY = "canary-51b2"


def test_a_failure_that_nobody_foresaw_is_a_problem_with_an_id(
    client: TestClient, rewriter: FakeRewriter, caplog: pytest.LogCaptureFixture
) -> None:
    rewriter.answer = RuntimeError(CANARY)
    answer = client.post("/v1/rewrites", json={"draft": CANARY})
    assert answer.status_code == 500
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "internal"
    assert CANARY not in answer.text
    assert answer.json()["request_id"] in caplog.text
    assert "RuntimeError at substitutes.py" in caplog.text
    assert CANARY not in caplog.text


@pytest.mark.anyio
async def test_an_answer_that_had_begun_is_broken_off() -> None:
    async def breaks(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise RuntimeError

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    await Faults(breaks)({"type": "http", "state": {"request_id": "1"}}, receive, send)
    assert [message["type"] for message in sent] == ["http.response.start"]
