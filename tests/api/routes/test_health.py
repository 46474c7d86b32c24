from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.api.substitutes import SMALL_RULEBOOK, VERSION, FakeRewriter


def test_the_process_answers(client: TestClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_without_a_model_the_service_is_ready(client: TestClient) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ready", "guidance_version": VERSION, "model": None}


def test_the_model_is_named_and_never_asked(rewriter: FakeRewriter) -> None:
    settings = Settings(openai_base_url="http://127.0.0.1:9/v1", model="local-1")
    with TestClient(create_app(settings, rulebook=SMALL_RULEBOOK, rewriter=rewriter)) as client:
        assert client.get("/readyz").json()["model"] == "local-1"
    assert rewriter.asked == []


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/", "/docs"])
def test_whoever_only_looks_whether_it_is_there_may_ask_with_head(
    client: TestClient, path: str
) -> None:
    answer = client.head(path)
    assert (answer.status_code, answer.content) == (200, b"")
