from __future__ import annotations

import json

import pytest
import respx

from tests.cli.conftest import Run

GUILTY = "You'll have to restart the router."
CLEAN = "Thank you for your order, it is on its way."
REWRITTEN = "I know how frustrating this is. The next step is to restart the router."
MODEL = "http://model.example/v1"


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> respx.Route:
    monkeypatch.setenv("OPENAI_BASE_URL", MODEL)
    return respx.post(f"{MODEL}/chat/completions").respond(
        json={
            "id": "1",
            "object": "chat.completion",
            "created": 1,
            "model": "a-model",
            "choices": [
                {
                    "index": 0,
                    "finish_reason": "stop",
                    "message": {"role": "assistant", "content": REWRITTEN},
                }
            ],
            "usage": {"prompt_tokens": 9, "completion_tokens": 3, "total_tokens": 12},
        }
    )


def test_without_a_model_the_rules_engine_writes_and_says_so(run: Run) -> None:
    result = run("rewrite", "-", stdin=GUILTY + "\n")
    assert result.exit_code == 0
    assert "router" in result.stdout
    assert "have to" not in result.stdout
    assert result.stderr == "Rewritten by the rules engine (no model is configured).\n"


def test_a_draft_that_needs_nothing_comes_back_as_it_is(run: Run) -> None:
    result = run("rewrite", "-", stdin=CLEAN)
    assert (result.exit_code, result.stdout) == (0, CLEAN + "\n")
    assert result.stderr == "Unchanged: the draft needs nothing.\n"


def test_json_holds_the_whole_rewrite(run: Run) -> None:
    result = run("rewrite", "--json", "--engine", "rules", "--text", GUILTY)
    rewrite = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (rewrite["outcome"], rewrite["engine"]) == ("rewritten", "rules")
    assert rewrite["before"]["needs_rewrite"] is True
    assert rewrite["after"]["passed"] is True
    assert rewrite["degraded"] is None


@respx.mock
def test_with_a_model_the_model_writes(run: Run, model: respx.Route) -> None:
    result = run("rewrite", "--json", "--text", GUILTY)
    rewrite = json.loads(result.stdout)
    assert (rewrite["engine"], rewrite["text"]) == ("model", REWRITTEN)
    assert rewrite["usage"]["calls"] == model.call_count == 1


@respx.mock
def test_a_model_that_cannot_be_used_ends_with_2_where_no_other_may_write(
    run: Run, model: respx.Route
) -> None:
    model.respond(401, json={"error": {"message": "secret", "code": "invalid_api_key"}})
    result = run("rewrite", "--engine", "model", "--text", GUILTY)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "model server" in result.stderr
    assert "secret" not in result.stderr


@respx.mock
def test_the_options_reach_the_rewriter(run: Run, model: respx.Route) -> None:
    result = run("rewrite", "--json", "--always", "--max-repairs", "0", "--text", CLEAN)
    assert model.call_count == 1
    assert json.loads(result.stdout)["degraded"] in (None, "repairs_exhausted")


def test_a_model_that_is_not_configured_ends_with_2_before_any_line(run: Run) -> None:
    line = json.dumps({"id": 1, "draft": GUILTY})
    result = run("rewrite", "--engine", "model", "--jsonl", "-", stdin=line)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "OPENAI_API_KEY" in result.stderr


def test_a_base_url_that_is_none_ends_with_2(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "somewhere")
    result = run("rewrite", "--text", GUILTY)
    assert result.exit_code == 2
    assert "URL" in result.stderr


@pytest.mark.parametrize(
    "args",
    [
        ("--engine", "magic", "--text", GUILTY),
        ("--max-repairs", "9", "--text", GUILTY),
        ("--deadline-ms", "1", "--text", GUILTY),
        ("--concurrency", "0", "--jsonl", "-"),
        ("--text", ""),
    ],
)
def test_a_mistake_ends_with_2(run: Run, args: tuple[str, ...]) -> None:
    result = run("rewrite", *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


@pytest.mark.usefixtures("rejecting_rules_engine")
def test_a_rejected_draft_ends_with_1_and_prints_no_text(run: Run) -> None:
    result = run("rewrite", "--engine", "rules", "--text", GUILTY)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Rejected: no wording passed every check." in result.stderr
    assert "command/" in result.stderr


def test_a_heated_exchange_comes_with_a_holding_reply(run: Run) -> None:
    furious = "THIS IS THE THIRD TIME!!! You useless idiots, I want my money back NOW!!!"
    result = run("rewrite", "-", "--customer-message", furious, stdin=GUILTY)
    assert "Feelings run high." in result.stderr


def test_lines_are_rewritten_in_order(run: Run) -> None:
    lines = [
        {"id": "a", "draft": GUILTY, "context": "My internet is down again."},
        {"id": 2, "draft": CLEAN},
        {"id": "c"},
        {"id": "d", "draft": "Bonjour, votre colis est en route et arrivera demain matin."},
    ]
    result = run("rewrite", "--jsonl", "-", stdin="\n".join(map(json.dumps, lines)))
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", 2, "c", "d"]
    assert [answer.get("outcome") for answer in answers] == ["rewritten", "unchanged", None, None]
    assert answers[2]["error"]["code"] == "invalid"
    assert answers[3]["error"]["code"] == "unsupported_language"
    assert result.exit_code == 3
