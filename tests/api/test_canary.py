"""Nothing of what was sent shows in a log or in a problem, on any route, however it ends."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import respx
from starlette.testclient import TestClient

from api.app import create_app
from api.logs import configure_logs
from api.settings import Settings
from rewriting.errors import ModelNotConfigured, UnsupportedLanguage
from rewriting.model.errors import DeadlinePassed, ModelUnavailable
from tests.api.substitutes import SMALL_RULEBOOK, FakeRewriter, rewritten

CANARY = "xylocanary"
DRAFT = f"We can't refund {CANARY} today."
CONTEXT = {"customer_message": CANARY, "names": [CANARY], "facts": [CANARY], "agent_name": CANARY}

ROUTES = {
    "/v1/rewrites": {"draft": DRAFT, "context": CONTEXT},
    "/v1/checks": {"text": DRAFT, "context": CONTEXT},
    "/v1/verifications": {"draft": DRAFT, "rewrite": DRAFT, "context": CONTEXT},
}

SPOILED: dict[str, Any] = {
    "wrong type": {"context": CANARY},
    "wrong type inside": {"context": {"names": {CANARY: CANARY}}},
    "wrong choice": {"offset_unit": CANARY},
    "unknown field": {"extra": CANARY},
    "text as a field": {f"{CANARY} and more": 1},
    "unknown field inside": {"context": {"extra": [CANARY]}},
    "text as a field inside": {"context": {f"{CANARY} and more": 1}},
    "too long": {"draft": DRAFT * 1_000, "text": DRAFT * 1_000},
    "lone surrogate": {"draft": f"{DRAFT}\ud800", "text": f"{DRAFT}\ud800"},
    "control character": {"draft": f"{DRAFT}\x1b", "text": f"{DRAFT}\x1b"},
    "many names": {"context": {"names": [CANARY] * 99}},
}


@pytest.fixture(autouse=True)
def _everything_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)


@pytest.fixture
def clean(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    yield
    written = capfd.readouterr()
    logged = "\n".join(caplog.handler.format(record) for record in caplog.get_records("call"))
    assert '"event": "request"' in logged, "nothing was logged, so nothing was proved"
    assert CANARY not in logged + written.out + written.err


@pytest.mark.usefixtures("clean")
@pytest.mark.parametrize("path", ROUTES)
def test_an_answer_leaves_no_trace(client: TestClient, path: str) -> None:
    assert client.post(path, json=ROUTES[path]).status_code == 200


@pytest.mark.usefixtures("clean")
@pytest.mark.parametrize("spoiled", SPOILED.values(), ids=SPOILED)
@pytest.mark.parametrize("path", ROUTES)
def test_a_refusal_repeats_nothing(client: TestClient, path: str, spoiled: dict[str, Any]) -> None:
    known = ROUTES[path] | {
        name: value
        for name, value in spoiled.items()
        if name in ROUTES[path] or name not in {"draft", "text"}
    }
    answer = client.post(
        path, content=json.dumps(known).encode(), headers={"Content-Type": "application/json"}
    )
    assert 400 <= answer.status_code < 500
    assert CANARY not in answer.text
    assert CANARY not in str(answer.headers)


@pytest.mark.usefixtures("clean")
@pytest.mark.parametrize(
    ("path", "field"), [("/v1/checks", "text"), ("/v1/verifications", "draft")]
)
def test_a_text_in_another_language_is_not_repeated(
    client: TestClient, path: str, field: str
) -> None:
    foreign = f"{CANARY} {'Здравствуйте, ваша посылка ещё в пути. ' * 4}"
    answer = client.post(path, json=ROUTES[path] | {field: foreign})
    assert answer.json()["code"] == "unsupported_language"
    assert CANARY not in answer.text


@pytest.mark.usefixtures("clean")
@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize(
    "body",
    [
        json.dumps({"draft": DRAFT})[:-3].encode(),
        f'{{"draft": "{DRAFT}", "draft": "{DRAFT}"}}'.encode(),
        f"draft={DRAFT}".encode(),
        f'{{"draft": "{DRAFT}\x01"}}'.encode(),
        f'{{"draft": "{DRAFT}'.encode() + b'\xff"}',
        f'{{"draft": "{DRAFT}", "n": NaN}}'.encode(),
    ],
)
def test_what_is_not_json_is_not_repeated_either(
    client: TestClient, path: str, body: bytes
) -> None:
    answer = client.post(path, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert CANARY not in answer.text


@pytest.mark.usefixtures("clean")
@pytest.mark.parametrize(
    "failure",
    [
        ModelUnavailable(CANARY),
        DeadlinePassed(CANARY),
        ModelNotConfigured(),
        UnsupportedLanguage(),
        RuntimeError(CANARY),
        UnicodeEncodeError("utf-8", CANARY, 0, 1, CANARY),
        KeyError(CANARY),
    ],
    ids=lambda failure: type(failure).__name__,
)
def test_a_failure_repeats_nothing(
    client: TestClient, rewriter: FakeRewriter, failure: Exception
) -> None:
    rewriter.answer = failure
    answer = client.post("/v1/rewrites", json=ROUTES["/v1/rewrites"])
    assert answer.status_code >= 400
    assert CANARY not in answer.text


@pytest.mark.usefixtures("clean")
def test_an_answer_that_cannot_be_written_repeats_nothing(
    client: TestClient, rewriter: FakeRewriter
) -> None:
    rewriter.answer = rewritten(DRAFT, f"{CANARY}\ud800")
    answer = client.post("/v1/rewrites", json=ROUTES["/v1/rewrites"])
    assert answer.status_code == 500
    assert CANARY not in answer.text


@pytest.mark.usefixtures("clean")
@pytest.mark.parametrize("engine", ["auto", "rules"])
def test_the_real_rewriter_leaves_no_trace(engine: str) -> None:
    with TestClient(create_app(Settings(), rulebook=SMALL_RULEBOOK)) as client:
        answer = client.post("/v1/rewrites", json=ROUTES["/v1/rewrites"] | {"engine": engine})
    assert answer.status_code == 200


@pytest.mark.usefixtures("logging_restored")
@pytest.mark.parametrize(
    ("status", "answered"), [(200, f"Sorry {CANARY}, we can't."), (400, CANARY)]
)
def test_libraries_that_were_asked_to_talk_leave_no_trace_either(
    capfd: pytest.CaptureFixture[str], status: int, answered: str
) -> None:
    logging.getLogger("openai").setLevel(logging.DEBUG)  # what OPENAI_LOG=debug does at import
    configure_logs("debug")
    settings = Settings(openai_base_url="http://127.0.0.1:9/v1", openai_api_key=CANARY)
    completion = {
        "choices": [{"message": {"content": answered}, "finish_reason": "stop"}],
        "error": {"message": answered},
    }
    with respx.mock() as upstream:
        asked = upstream.post("http://127.0.0.1:9/v1/chat/completions").respond(
            status, json=completion
        )
        with TestClient(create_app(settings, rulebook=SMALL_RULEBOOK)) as client:
            answer = client.post("/v1/rewrites", json=ROUTES["/v1/rewrites"])
    assert asked.called
    assert answer.status_code == 200
    written = capfd.readouterr()
    assert '"event": "request"' in written.err
    assert CANARY not in written.out + written.err
