from __future__ import annotations

import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from api import streaming
from api.app import create_app
from api.settings import Settings
from rewriting.errors import ModelNotConfigured, OutOfTime, UnsupportedLanguage
from rewriting.model.errors import ModelUnavailable
from tests.api.substitutes import FakeRewriter, check, finding, rewritten

DRAFT = "We can't do that."
EVENTS = {"Accept": "text/event-stream"}
CHECKED = check(finding(3, 8, "can't"))


def stream(client: TestClient, **body: object) -> list[tuple[str, Any]]:
    """The events of a rewrite, comments left out."""
    answer = client.post("/v1/rewrites", json={"draft": DRAFT, **body}, headers=EVENTS)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    assert answer.headers["Cache-Control"] == "no-store"
    blocks = [block for block in answer.text.split("\n\n") if block and block[0] != ":"]
    lines = [block.split("\n") for block in blocks]
    return [(n.removeprefix("event: "), json.loads(d.removeprefix("data: "))) for n, d in lines]


def test_events_come_in_their_order(client: TestClient, rewriter: FakeRewriter) -> None:
    rewriter.checked = CHECKED
    rewriter.tells = ("Let me", None, "Let me see", " what I can do.")
    events = stream(client)
    assert [name for name, _ in events] == [
        "precheck",
        "delta",
        "retract",
        "delta",
        "delta",
        "result",
    ]
    assert events[0][1]["findings"][0]["match"] == "can't"
    assert [data for _, data in events[1:5]] == [
        {"text": "Let me"},
        {},
        {"text": "Let me see"},
        {"text": " what I can do."},
    ]
    whole = client.post("/v1/rewrites", json={"draft": DRAFT}).json()
    assert events[-1][1] == whole


def test_reasons_are_named_as_in_the_whole_answer(
    client: TestClient, rewriter: FakeRewriter
) -> None:
    rewriter.checked = CHECKED
    assert "where" not in json.dumps(stream(client))


def test_spans_are_counted_as_asked(client: TestClient, rewriter: FakeRewriter) -> None:
    draft = "\U0001f600 We can't."
    rewriter.checked = check(finding(5, 10, "can't"))
    rewriter.answer = rewritten(draft)
    events = stream(client, draft=draft, offset_unit="utf16")
    assert events[0][1]["findings"][0]["start"] == 6
    assert events[-1][1]["before"]["findings"][0]["end"] == len(draft) + 1


def test_what_fails_before_the_first_event_is_an_ordinary_problem(
    client: TestClient, rewriter: FakeRewriter
) -> None:
    rewriter.answer = UnsupportedLanguage()
    answer = client.post("/v1/rewrites", json={"draft": DRAFT}, headers=EVENTS)
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "unsupported_language"
    refused = client.post("/v1/rewrites", json={"draft": ""}, headers=EVENTS)
    assert (refused.status_code, refused.json()["code"]) == (422, "empty")


def test_what_fails_before_anything_is_sent_is_one_too(
    client: TestClient, rewriter: FakeRewriter
) -> None:
    rewriter.checked, rewriter.answer, rewriter.delay_s = CHECKED, ModelNotConfigured(), None
    answer = client.post("/v1/rewrites", json={"draft": DRAFT}, headers=EVENTS)
    assert (answer.status_code, answer.json()["code"]) == (503, "model_not_configured")


@pytest.mark.parametrize(
    ("accept", "as_events"),
    [
        ("text/event-stream", True),
        ("TEXT/Event-Stream; charset=utf-8", True),
        ("text/event-stream, application/json", True),
        ("text/event-stream;q=0.9, */*;q=0.1", True),
        ("application/json", False),
        ("*/*", False),
        ("", False),
        ("application/json, text/event-stream;q=0", False),
        ("application/json;q=0.9, text/event-stream;q=0.1", False),
        ("text/event-stream;q=zero", True),
    ],
)
def test_whoever_prefers_events_gets_them(client: TestClient, accept: str, as_events: bool) -> None:
    answer = client.post("/v1/rewrites", json={"draft": DRAFT}, headers={"Accept": accept})
    assert answer.headers["Content-Type"].startswith("text/event-stream") is as_events


@pytest.mark.parametrize(
    ("failure", "code", "status"),
    [
        (OutOfTime(), "deadline", 504),
        (ModelUnavailable(), "model_unavailable", 503),
        (RuntimeError(DRAFT), "internal", 500),
    ],
)
def test_what_fails_later_is_an_event(
    client: TestClient, rewriter: FakeRewriter, failure: Exception, code: str, status: int
) -> None:
    rewriter.checked, rewriter.tells, rewriter.answer = CHECKED, ("Let me",), failure
    rewriter.delay_s = 0.05
    events = stream(client)
    assert [name for name, _ in events] == ["precheck", "delta", "error"]
    problem = events[-1][1]
    assert (problem["code"], problem["status"]) == (code, status)
    assert problem["request_id"]
    assert DRAFT not in json.dumps(problem)


def test_a_failure_that_nobody_foresaw_is_logged_without_its_words(
    client: TestClient, rewriter: FakeRewriter, caplog: pytest.LogCaptureFixture
) -> None:
    rewriter.checked, rewriter.answer = CHECKED, RuntimeError(DRAFT)
    stream(client)
    assert "RuntimeError at" in caplog.text
    assert DRAFT not in caplog.text


def test_a_silent_rewrite_says_that_it_is_still_there(
    client: TestClient, rewriter: FakeRewriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "QUIET_S", 0.01)
    rewriter.checked, rewriter.delay_s = CHECKED, 0.2
    answer = client.post("/v1/rewrites", json={"draft": DRAFT}, headers=EVENTS)
    assert "\n\n: \n\n" in answer.text
    assert answer.text.rsplit("event: ", 1)[1].startswith("result")


def test_more_events_than_wait_at_once_come_in_full(
    client: TestClient, rewriter: FakeRewriter
) -> None:
    rewriter.checked, rewriter.tells = CHECKED, ("a ",) * (3 * streaming.BACKLOG)
    assert len(stream(client)) == 3 * streaming.BACKLOG + 2


def test_the_real_pipeline_streams_what_the_rules_engine_writes() -> None:
    with TestClient(create_app(Settings())) as client:
        events = stream(client, draft="We can't refund the $45. You'll have to call us by 5 May.")
    assert [name for name, _ in events] == ["precheck", "delta", "result"]
    assert events[1][1]["text"] == events[2][1]["text"]
