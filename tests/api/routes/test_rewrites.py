from __future__ import annotations

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from guardrails.context import NO_CONTEXT, Context
from rewriting.errors import ModelNotConfigured, UnsupportedLanguage
from rewriting.model.errors import (
    AnswerBlocked,
    AnswerUnusable,
    DeadlinePassed,
    ModelMisconfigured,
    ModelUnavailable,
    QuotaExhausted,
)
from rewriting.options import RewriteOptions
from tests.api.substitutes import SMALL_RULEBOOK, FakeRewriter, rewritten

DRAFT = "We can't do that."


def test_a_result_carries_what_the_contract_says(client: TestClient) -> None:
    answer = client.post("/v1/rewrites", json={"draft": DRAFT})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    body = answer.json()
    assert set(body) == {
        "rewrite_id",
        "outcome",
        "engine",
        "text",
        "before",
        "after",
        "changes",
        "attempts",
        "usage",
        "advice",
        "degraded",
        "model",
        "guidance_version",
        "prompt_version",
        "ms",
    }
    assert body["outcome"] == "rewritten"
    assert body["text"] == "Let me see what I can do."
    assert body["advice"] == {"cool_off": False, "holding_reply": None}
    assert body["changes"][0]["rules"] == ["refusal/cannot"]
    assert body["attempts"] == [
        {"engine": "rules", "model": None, "passed": True, "reasons": [], "ms": 1.0, "usage": None}
    ]


def test_what_is_not_said_has_the_documented_default(
    client: TestClient, rewriter: FakeRewriter
) -> None:
    client.post("/v1/rewrites", json={"draft": DRAFT})
    options = RewriteOptions(engine="auto", always=False, max_repairs=2, deadline_ms=20_000)
    assert rewriter.asked == [(DRAFT, NO_CONTEXT, options)]


def test_defaults_are_settings(rewriter: FakeRewriter) -> None:
    settings = Settings(max_repairs=4, deadline_ms=9_000)
    with TestClient(create_app(settings, rulebook=SMALL_RULEBOOK, rewriter=rewriter)) as client:
        client.post("/v1/rewrites", json={"draft": DRAFT})
    assert rewriter.asked[0][2] == RewriteOptions(max_repairs=4, deadline_ms=9_000)


def test_everything_that_is_said_reaches_the_rewriter(
    client: TestClient, rewriter: FakeRewriter
) -> None:
    answer = client.post(
        "/v1/rewrites",
        json={
            "draft": DRAFT,
            "context": {
                "customer_message": "Where is it?",
                "channel": "chat",
                "agent_name": "Kim",
                "names": ["Ada Lovelace"],
                "facts": ["Refunds take 5 days."],
            },
            "engine": "rules",
            "always": True,
            "max_repairs": 0,
            "deadline_ms": 500,
        },
    )
    assert answer.status_code == 200
    context = Context("Where is it?", "chat", "Kim", ("Ada Lovelace",), ("Refunds take 5 days.",))
    options = RewriteOptions(engine="rules", always=True, max_repairs=0, deadline_ms=500)
    assert rewriter.asked == [(DRAFT, context, options)]


def test_a_blank_text_of_the_context_says_the_same_as_none(
    client: TestClient, rewriter: FakeRewriter
) -> None:
    blank = {
        "customer_message": " ",
        "channel": None,
        "agent_name": "",
        "names": ["", "Ada"],
        "facts": ["\n"],
    }
    assert client.post("/v1/rewrites", json={"draft": DRAFT, "context": blank}).status_code == 200
    assert client.post("/v1/rewrites", json={"draft": DRAFT, "context": None}).status_code == 200
    assert [context for _, context, _ in rewriter.asked] == [Context(names=("Ada",)), NO_CONTEXT]


def test_spans_count_utf16_units_when_asked(client: TestClient, rewriter: FakeRewriter) -> None:
    draft = "\N{GRINNING FACE} no"
    rewriter.answer = rewritten(draft)
    for unit, end in (("codepoint", 4), ("utf16", 5)):
        body = client.post("/v1/rewrites", json={"draft": draft, "offset_unit": unit}).json()
        assert body["before"]["findings"][0]["end"] == end
        assert body["changes"][0]["end"] == end


def test_a_rejected_draft_is_an_answer_without_a_text(
    client: TestClient, rewriter: FakeRewriter
) -> None:
    rewriter.answer = replace(rewritten(), outcome="rejected", text=None, changes=())
    answer = client.post("/v1/rewrites", json={"draft": DRAFT})
    assert answer.status_code == 200
    assert (answer.json()["outcome"], answer.json()["text"]) == ("rejected", None)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (ModelNotConfigured(), (503, "model_not_configured", None)),
        (ModelUnavailable(retry_after=6.2), (503, "model_unavailable", "7")),
        (ModelUnavailable(retry_after=0.0), (503, "model_unavailable", "1")),
        (ModelUnavailable(), (503, "model_unavailable", "10")),
        (QuotaExhausted(), (503, "model_unavailable", "10")),
        (ModelMisconfigured(), (503, "model_unavailable", "10")),
        (AnswerUnusable(), (503, "model_unavailable", "10")),
        (AnswerBlocked(), (503, "model_unavailable", "10")),
        (DeadlinePassed(), (504, "deadline", None)),
        (UnsupportedLanguage(), (422, "unsupported_language", None)),
    ],
)
def test_what_the_rewriter_raises_has_its_problem(
    client: TestClient, rewriter: FakeRewriter, error: Exception, expected: tuple[object, ...]
) -> None:
    status, code, retry_after = expected
    rewriter.answer = error
    answer = client.post("/v1/rewrites", json={"draft": DRAFT, "engine": "model"})
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers.get("Retry-After") == retry_after
    body = answer.json()
    assert (body["code"], body["status"]) == (code, status)
    assert body["type"] == f"urn:tactful:problem:{code}"
    assert body["title"]
    assert body["detail"]
    assert body["request_id"] == answer.headers["X-Request-ID"]
