"""What the routes work with keeps its deadline, also where a text takes for ever."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.routes import checks, verifications
from api.settings import Settings
from rewriting.computing import LONG_TEXT
from tests.api.substitutes import SMALL_RULEBOOK, FakeRewriter

LONG = "We can ship it. " * (LONG_TEXT // 16 + 1)
ASKED = {
    "/v1/checks": {"text": LONG},
    "/v1/verifications": {"draft": LONG, "rewrite": LONG},
}


@pytest.fixture
def stuck(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Every check of a text that says so goes on until the test is over."""
    over = threading.Event()

    def hold(text: str, pointer: str) -> None:
        del pointer
        if text.startswith("hostile"):
            over.wait()

    monkeypatch.setattr(checks, "accept_english", hold)
    monkeypatch.setattr(verifications, "accept_english", hold)
    yield over
    over.set()


@pytest.mark.parametrize("path", ASKED)
def test_a_text_that_takes_for_ever_is_answered_at_the_deadline_and_others_meanwhile(
    path: str, stuck: threading.Event
) -> None:
    hostile = {name: f"hostile {text}" for name, text in ASKED[path].items()}
    app = create_app(Settings(deadline_ms=500), rulebook=SMALL_RULEBOOK, rewriter=FakeRewriter())
    with TestClient(app) as client:
        answer = client.post(path, json=hostile)
        assert (answer.status_code, answer.json()["code"]) == (504, "deadline")
        assert not stuck.is_set()
        for other, asked in ASKED.items():
            assert client.post(other, json=asked).status_code == 200
        stuck.set()
