from __future__ import annotations

from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.api.substitutes import SMALL_RULEBOOK, FakeRewriter

CANARY = "zanzibar-heliotrope"


def test_requests_are_counted_by_route_method_and_status(client: TestClient) -> None:
    client.post("/v1/rewrites", json={"draft": "We can't do that."})
    client.post("/v1/checks", json={})
    answer = client.get("/metrics")
    assert answer.headers["Content-Type"].startswith("text/plain")
    text = answer.text
    assert 'seconds_count{method="POST",route="/v1/rewrites",status="200"} 1.0' in text
    assert 'seconds_count{method="POST",route="/v1/checks",status="422"} 1.0' in text
    assert "tactful_requests_open 1.0" in text, "the one that asks"
    assert 'tactful_rewrites_total{degraded="no_model",engine="rules",outcome="rewritten"}' in text


def test_nothing_that_was_sent_is_counted(client: TestClient) -> None:
    client.post("/v1/rewrites", json={"draft": CANARY, "context": {"names": [CANARY]}})
    client.post("/v1/rewrites", json={CANARY: CANARY})
    client.get(f"/v1/{CANARY}")
    client.request(CANARY.upper(), f"/{CANARY}")
    assert CANARY not in client.get("/metrics").text.lower()


def test_a_service_with_keys_tells_nobody_else() -> None:
    key = "k" * 32
    app = create_app(Settings(api_keys=key), rulebook=SMALL_RULEBOOK, rewriter=FakeRewriter())
    with TestClient(app) as client:
        assert client.get("/metrics").status_code == 401
        headers = {"Authorization": f"Bearer {key}"}
        assert client.get("/metrics", headers=headers).status_code == 200
