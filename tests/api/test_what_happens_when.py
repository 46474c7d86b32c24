"""The contract's table of situations, row by row over HTTP, with the real rewriter."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest
import respx
from starlette.testclient import TestClient
from tenacity import wait_none

from api.app import create_app
from api.settings import Settings
from api.wiring import compile_rulebook
from guardrails.rulebook import Rulebook
from rewriting.model import retrying
from rewriting.model.errors import DeadlinePassed, ModelError, ModelUnavailable
from rewriting.rewriter import Rewriter
from tests.fakes import FakeModel

GUILTY = "We can't refund the shoes."
STUCK = "You're an idiot and order 48213 is your problem, as I said, whatever."
GOOD = "Thank you, your order 48213 is on its way."
KIND = (
    "I'm so sorry for the disappointment. Refunding the shoes isn't something I'm able to "
    "offer. Would you like me to look into other options with you?"
)
ENGINES = ("auto", "model", "rules")


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return compile_rulebook(Settings())


def ask(
    rulebook: Rulebook, model: FakeModel | None, draft: str, **options: object
) -> tuple[int, dict[str, Any], dict[str, str]]:
    app = create_app(Settings(), rulebook=rulebook, rewriter=Rewriter(rulebook, model))
    with TestClient(app) as client:
        answer = client.post("/v1/rewrites", json={"draft": draft, **options})
    return answer.status_code, answer.json(), dict(answer.headers)


def is_by_rules(body: dict[str, Any], degraded: str | None) -> bool:
    return (body["outcome"], body["engine"], body["degraded"]) == ("rewritten", "rules", degraded)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_draft_that_needs_nothing_stays(rulebook: Rulebook, engine: str) -> None:
    model = FakeModel(KIND)
    for chosen in (model, None):
        status, body, _ = ask(rulebook, chosen, GOOD, engine=engine)
        assert (status, body["outcome"], body["text"]) == (200, "unchanged", GOOD)
        assert (body["engine"], body["after"], body["degraded"]) == (None, None, None)
    assert model.history == []


def test_without_a_model_the_rules_engine_writes_unless_the_model_is_insisted_on(
    rulebook: Rulebook,
) -> None:
    assert is_by_rules(ask(rulebook, None, GUILTY, engine="auto")[1], "no_model")
    status, problem, _ = ask(rulebook, None, GUILTY, engine="model")
    assert (status, problem["code"]) == (503, "model_not_configured")
    assert is_by_rules(ask(rulebook, None, GUILTY, engine="rules")[1], None)


def test_a_model_that_answers_well_is_taken(rulebook: Rulebook) -> None:
    for engine in ("auto", "model"):
        status, body, _ = ask(rulebook, FakeModel(KIND), GUILTY, engine=engine)
        assert (status, body["outcome"], body["engine"]) == (200, "rewritten", "model")
        assert (body["text"], body["model"], body["degraded"]) == (KIND, "fake-1", None)
        assert body["usage"]["calls"] == 1


def test_a_model_that_cannot_be_used(rulebook: Rulebook) -> None:
    down = FakeModel(ModelUnavailable(retry_after=3))
    assert is_by_rules(ask(rulebook, down, GUILTY, engine="auto")[1], "model_unavailable")
    status, problem, headers = ask(rulebook, down, GUILTY, engine="model")
    assert (status, problem["code"]) == (503, "model_unavailable")
    assert headers["retry-after"] == "3"
    assert is_by_rules(ask(rulebook, down, GUILTY, engine="rules")[1], None)


@respx.mock
@pytest.mark.parametrize("key", [True, False])
def test_a_wrong_key_and_a_server_that_is_not_there(
    rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch, key: bool
) -> None:
    monkeypatch.setattr(retrying, "BACKOFF", wait_none())
    address = "http://model.example/v1"
    server = respx.post(f"{address}/chat/completions")
    if key:
        server.respond(401, json={"error": {"message": "secret", "code": "invalid_api_key"}})
    else:
        server.mock(side_effect=httpx2.ConnectError("refused"))
    asked = {"draft": GUILTY}
    settings = Settings(openai_base_url=address)
    with TestClient(create_app(settings, rulebook=rulebook)) as client:
        by_rules = client.post("/v1/rewrites", json=asked)
        refused = client.post("/v1/rewrites", json=asked | {"engine": "model"})
    assert is_by_rules(by_rules.json(), "model_unavailable")
    assert (refused.status_code, refused.json()["code"]) == (503, "model_unavailable")
    assert refused.headers["Retry-After"]
    assert "secret" not in refused.text + by_rules.text


def test_answers_that_fail_every_check(rulebook: Rulebook) -> None:
    stubborn = FakeModel("We can't. The shoes are your mistake.")
    assert is_by_rules(ask(rulebook, stubborn, GUILTY, engine="auto")[1], "repairs_exhausted")
    status, body, _ = ask(rulebook, stubborn, GUILTY, engine="model", max_repairs=1)
    assert (status, body["outcome"], body["text"]) == (200, "rejected", None)
    assert body["after"]["passed"] is False
    assert "banned_phrase" in [reason["code"] for reason in body["after"]["reasons"]]
    assert len(body["attempts"]) == 2


def test_a_deadline_that_is_near(rulebook: Rulebook) -> None:
    slow = FakeModel(DeadlinePassed())
    assert is_by_rules(ask(rulebook, slow, GUILTY, engine="auto")[1], "deadline")
    status, problem, _ = ask(rulebook, slow, GUILTY, engine="model")
    assert (status, problem["code"]) == (504, "deadline")


def test_a_draft_that_no_engine_can_rewrite_safely_comes_back_rejected(rulebook: Rulebook) -> None:
    for engine in ("auto", "rules"):
        status, body, _ = ask(rulebook, None, STUCK, engine=engine)
        assert status == 200
        if body["outcome"] != "rejected":
            pytest.fail(f"the rules engine rewrites this now, choose another draft: {body['text']}")
        assert body["text"] is None


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("answer", "degraded"),
    [
        ("We can't.", "repairs_exhausted"),
        (ModelUnavailable(), "model_unavailable"),
        (DeadlinePassed(), "deadline"),
    ],
)
def test_insisting_on_a_rewrite_that_fails_leaves_a_good_draft_as_it_is(
    rulebook: Rulebook,
    monkeypatch: pytest.MonkeyPatch,
    engine: str,
    answer: str | ModelError,
    degraded: str,
) -> None:
    monkeypatch.setattr("rewriting.rewriter.rewrite_by_rules", lambda _pre: None)
    model = FakeModel(answer)
    status, body, _ = ask(rulebook, model, GOOD, engine=engine, always=True, max_repairs=0)
    assert (status, body["outcome"], body["text"]) == (200, "unchanged", GOOD)
    assert body["degraded"] == ("repairs_exhausted" if engine == "rules" else degraded)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_draft_in_another_language_is_refused(rulebook: Rulebook, engine: str) -> None:
    draft = "Leider können wir Ihnen das Geld nicht zurückgeben, weil Sie das Paket geöffnet haben."
    status, problem, _ = ask(rulebook, FakeModel(KIND), draft, engine=engine)
    assert (status, problem["code"]) == (422, "unsupported_language")
    assert [error["pointer"] for error in problem["errors"]] == ["/draft"]


def test_what_the_rules_engine_wrote_comes_back_unchanged(rulebook: Rulebook) -> None:
    text = ask(rulebook, None, GUILTY)[1]["text"]
    assert ask(rulebook, None, text)[1]["outcome"] == "unchanged"
