"""The contract's table of situations, row by row on the command line: outcome and exit code."""

from __future__ import annotations

import json
from typing import Any

import httpx2
import pytest
import respx
from tenacity import wait_none

from rewriting.model import retrying
from rewriting.model.chat_model import ChatModel
from rewriting.model.errors import DeadlinePassed, ModelError, ModelUnavailable
from tests.cli.conftest import Run
from tests.fakes import FakeModel

GUILTY = "We can't refund the shoes."
GOOD = "Thank you, your order 48213 is on its way."
KIND = (
    "I'm so sorry for the disappointment. Refunding the shoes isn't something I'm able to "
    "offer. Would you like me to look into other options with you?"
)
STUBBORN = "We can't. The shoes are your mistake."
GERMAN = "Leider können wir Ihnen das Geld nicht zurückgeben, weil Sie das Paket geöffnet haben."
ENGINES = ("auto", "model", "rules")
ADDRESS = "http://model.example/v1"


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> FakeModel:
    """A model that answers what a test puts in."""
    fake = FakeModel()
    monkeypatch.setenv("OPENAI_BASE_URL", ADDRESS)

    async def complete(_: ChatModel, *args: Any, **kwargs: Any) -> object:
        return await fake.complete(*args, **kwargs)

    monkeypatch.setattr(ChatModel, "complete", complete)
    return fake


def rewrite(run: Run, draft: str, *args: str) -> tuple[int, dict[str, Any]]:
    done = run("rewrite", "--json", "--text", draft, *args)
    return done.exit_code, json.loads(done.stdout or "{}")


def is_by_rules(done: tuple[int, dict[str, Any]], degraded: str | None) -> bool:
    code, result = done
    told = (result["outcome"], result["engine"], result["degraded"])
    return code == 0 and told == ("rewritten", "rules", degraded)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_draft_that_needs_nothing_stays_also_without_a_model(run: Run, engine: str) -> None:
    code, result = rewrite(run, GOOD, "--engine", engine)
    assert (code, result["outcome"], result["text"]) == (0, "unchanged", GOOD)
    assert (result["engine"], result["after"], result["degraded"]) == (None, None, None)


def test_without_a_model_the_rules_engine_writes_unless_the_model_is_insisted_on(run: Run) -> None:
    assert is_by_rules(rewrite(run, GUILTY), "no_model")
    assert is_by_rules(rewrite(run, GUILTY, "--engine", "rules"), None)
    done = run("rewrite", "--engine", "model", "--text", GUILTY)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "OPENAI_API_KEY" in done.stderr


def test_a_model_that_answers_well_is_taken(run: Run, model: FakeModel) -> None:
    model.enqueue(KIND)
    for engine in ("auto", "model"):
        code, result = rewrite(run, GUILTY, "--engine", engine)
        assert (code, result["engine"], result["text"]) == (0, "model", KIND)


@pytest.mark.parametrize(
    ("error", "degraded"),
    [(ModelUnavailable(), "model_unavailable"), (DeadlinePassed(), "deadline")],
)
def test_a_model_that_cannot_be_used_or_is_late(
    run: Run, model: FakeModel, error: ModelError, degraded: str
) -> None:
    model.enqueue(error)
    assert is_by_rules(rewrite(run, GUILTY), degraded)
    assert is_by_rules(rewrite(run, GUILTY, "--engine", "rules"), None)
    done = run("rewrite", "--engine", "model", "--text", GUILTY)
    assert (done.exit_code, done.stdout) == (2, "")
    assert error.summary in done.stderr
    line = json.dumps({"id": 7, "draft": GUILTY})
    done = run("rewrite", "--engine", "model", "--jsonl", "-", stdin=line)
    assert (done.exit_code, json.loads(done.stdout)["error"]["code"]) == (3, degraded)


@respx.mock
@pytest.mark.parametrize("key", [True, False])
def test_a_wrong_key_and_a_server_that_is_not_there(
    run: Run, monkeypatch: pytest.MonkeyPatch, key: bool
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", ADDRESS)
    server = respx.post(f"{ADDRESS}/chat/completions")
    if key:
        server.respond(401, json={"error": {"message": "secret", "code": "invalid_api_key"}})
    else:
        server.mock(side_effect=httpx2.ConnectError("refused"))
    monkeypatch.setattr(retrying, "BACKOFF", wait_none())
    assert is_by_rules(rewrite(run, GUILTY), "model_unavailable")
    done = run("rewrite", "--engine", "model", "--text", GUILTY)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "model server" in done.stderr
    assert "secret" not in done.stderr


def test_answers_that_fail_every_check(run: Run, model: FakeModel) -> None:
    model.enqueue(STUBBORN)
    assert is_by_rules(rewrite(run, GUILTY), "repairs_exhausted")
    code, result = rewrite(run, GUILTY, "--engine", "model", "--max-repairs", "1")
    assert (code, result["outcome"], result["text"]) == (1, "rejected", None)
    assert result["after"]["passed"] is False
    assert len(result["attempts"]) == 2


@pytest.mark.usefixtures("rejecting_rules_engine")
@pytest.mark.parametrize("engine", ["auto", "rules"])
def test_a_draft_that_no_engine_can_rewrite_safely(run: Run, engine: str) -> None:
    code, result = rewrite(run, GUILTY, "--engine", engine)
    assert (code, result["outcome"], result["text"]) == (1, "rejected", None)


@pytest.mark.usefixtures("rejecting_rules_engine")
@pytest.mark.parametrize("engine", ENGINES)
def test_insisting_on_a_rewrite_that_fails_leaves_a_good_draft_as_it_is(
    run: Run, model: FakeModel, engine: str
) -> None:
    model.enqueue(STUBBORN)
    code, result = rewrite(run, GOOD, "--always", "--max-repairs", "0", "--engine", engine)
    assert (code, result["outcome"], result["text"]) == (0, "unchanged", GOOD)
    assert result["degraded"] == "repairs_exhausted"


@pytest.mark.parametrize("engine", ENGINES)
def test_a_draft_in_another_language_is_refused(run: Run, model: FakeModel, engine: str) -> None:
    done = run("rewrite", "--engine", engine, "--text", GERMAN)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "English" in done.stderr
    line = json.dumps({"id": 7, "draft": GERMAN})
    done = run("rewrite", "--engine", engine, "--jsonl", "-", stdin=line)
    assert json.loads(done.stdout)["error"]["code"] == "unsupported_language"
    assert model.history == []


def test_what_the_rules_engine_wrote_comes_back_unchanged(run: Run) -> None:
    text = rewrite(run, GUILTY)[1]["text"]
    assert rewrite(run, text)[1]["outcome"] == "unchanged"
