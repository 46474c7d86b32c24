"""The routes of batches on a real PostgreSQL, with the worker of the service and its rules."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from guardrails.rulebook import Rulebook
from guidance.loading import load_guidance
from storage.migrating import migrate_database

RULEBOOK = Rulebook.compile(load_guidance())
GUILTY = "We can't refund that."
CLEAN = "Thank you for your patience. I have sent the new key to you."
KEYS = ("a" * 24, "b" * 24)
FILE = (
    b'{"id": 1, "draft": "We can\'t refund that.", "tag": "kept"}\n'
    b'{"id": 2,\n'
    b'{"id": 3, "draft": "Thank you."}\n'
)


@pytest.fixture
def settings(database_url: str) -> Settings:
    asyncio.run(migrate_database(database_url))
    return Settings(database_url=SecretStr(database_url), api_keys=SecretStr(",".join(KEYS)))


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    app = create_app(settings, rulebook=RULEBOOK)
    with TestClient(app, headers={"Authorization": f"Bearer {KEYS[0]}"}) as client:
        yield client


def ended(client: TestClient, batch_id: str) -> dict[str, Any]:
    """How a batch stands once it has ended."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        status: dict[str, Any] = client.get(f"/v1/batches/{batch_id}").json()
        if status["state"] not in ("queued", "running", "cancelling"):
            return status
        time.sleep(0.05)
    raise AssertionError(status)


def upload(client: TestClient, content: bytes, **options: object) -> Any:
    return client.post(
        "/v1/batches",
        files={"file": ("macros.jsonl", content), "options": (None, json.dumps(options))},
    )


def test_items_become_a_batch_with_a_result_for_each(client: TestClient) -> None:
    items = [{"id": "a", "draft": GUILTY}, {"id": 7, "draft": CLEAN}, {"id": "c", "draft": " "}]
    made = client.post("/v1/batches", json={"items": items, "options": {"engine": "rules"}})
    assert made.status_code == 202
    batch_id = made.json()["batch_id"]
    assert made.json() == {"batch_id": batch_id, "state": made.json()["state"], "total": 3}
    status = ended(client, batch_id)
    assert (status["state"], status["done"], status["usage"]) == ("done", 3, None)
    assert status["outcomes"]["error"] == 1
    page = client.get(f"/v1/batches/{batch_id}/items").json()
    assert page["next"] is None
    assert [(item["seq"], item["id"], item["state"]) for item in page["items"]] == [
        (0, "a", "done"),
        (1, 7, "done"),
        (2, "c", "error"),
    ]
    assert page["items"][0]["result"]["before"]["findings"]
    assert page["items"][2]["result"] is None
    assert page["items"][2]["error"]["code"] == "empty"
    lines = client.get(f"/v1/batches/{batch_id}/results").text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["a", 7, "c"]
    table = client.get(f"/v1/batches/{batch_id}/results?format=csv").text.splitlines()
    assert table[0] == "seq,id,outcome,engine,text,error,message"
    assert client.get(f"/v1/batches/{batch_id}/results?format=source").json()["code"] == "no_source"


def test_a_file_comes_back_as_it_came_but_for_its_rewrites(client: TestClient) -> None:
    made = upload(client, FILE, engine="rules", format="jsonl")
    assert made.json()["total"] == 3
    batch_id = made.json()["batch_id"]
    assert ended(client, batch_id)["outcomes"]["error"] == 1
    items = client.get(f"/v1/batches/{batch_id}/items").json()["items"]
    assert items[1]["error"]["code"] == "invalid_json"
    assert "Line 2" in items[1]["error"]["detail"]
    out = client.get(f"/v1/batches/{batch_id}/results?format=source").content
    before, after = FILE.splitlines(), out.splitlines()
    assert after[1:] == before[1:]
    assert json.loads(after[0])["tag"] == "kept"
    assert json.loads(after[0])["draft"] == items[0]["result"]["text"]


def test_progress_comes_as_events_to_the_end(client: TestClient) -> None:
    batch_id = upload(client, FILE).json()["batch_id"]
    told = client.get(f"/v1/batches/{batch_id}", headers={"Accept": "text/event-stream"})
    assert told.headers["content-type"].startswith("text/event-stream")
    events = [block.split("\n") for block in told.text.strip().split("\n\n")]
    assert {name for name, _ in events} == {"event: progress"}
    assert json.loads(events[-1][1].removeprefix("data: "))["state"] == "done"


def test_a_batch_is_only_there_for_the_key_that_made_it(client: TestClient) -> None:
    batch_id = upload(client, FILE).json()["batch_id"]
    other = {"Authorization": f"Bearer {KEYS[1]}"}
    for method, path in (
        ("GET", ""),
        ("GET", "/items"),
        ("GET", "/results"),
        ("POST", "/cancel"),
        ("DELETE", ""),
    ):
        answer = client.request(method, f"/v1/batches/{batch_id}{path}", headers=other)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert client.get(f"/v1/batches/{batch_id}").status_code == 200
    assert client.get("/v1/batches/none", headers={"Authorization": ""}).status_code == 401


def test_a_batch_is_cancelled_and_deleted(settings: Settings, database_url: str) -> None:
    idle = settings.model_copy(update={"batch_worker": False})
    app = create_app(idle, rulebook=RULEBOOK)
    with TestClient(app, headers={"Authorization": f"Bearer {KEYS[0]}"}) as client:
        batch_id = upload(client, FILE).json()["batch_id"]
        early = client.get(f"/v1/batches/{batch_id}/results")
        assert (early.status_code, early.json()["code"]) == (409, "not_ended")
        assert client.post(f"/v1/batches/{batch_id}/cancel").json()["state"] == "cancelled"
        items = client.get(f"/v1/batches/{batch_id}/items").json()["items"]
        assert [item["state"] for item in items] == ["cancelled", "error", "cancelled"]
        assert client.get(f"/v1/batches/{batch_id}/results").content == FILE
        assert client.delete(f"/v1/batches/{batch_id}").status_code == 204
        assert client.get(f"/v1/batches/{batch_id}").status_code == 404
    with psycopg.connect(database_url) as connection:
        assert connection.execute("select count(*) from tactful.items").fetchone() == (0,)


def test_what_cannot_be_a_batch_is_refused(client: TestClient) -> None:
    for body, code, pointer in (
        ({"items": [{"draft": GUILTY, "text": ""}]}, "invalid", "/items/0/text"),
        ({"items": [{"id": 1.5, "draft": GUILTY}]}, "invalid", None),
        ({"items": [], "options": {"engine": "magic"}}, "invalid", "/options/engine"),
        (
            {"items": [{"draft": GUILTY}], "options": {"engine": "model"}},
            "model_not_configured",
            None,
        ),
    ):
        problem = client.post("/v1/batches", json=body).json()
        assert problem["code"] == code
        if pointer:
            assert problem["errors"][0]["pointer"] == pointer
    assert upload(client, b"").json()["code"] == "unreadable_file"
    assert upload(client, FILE, colour="red").json()["errors"][0]["pointer"] == "/options/colour"
    stray = client.post("/v1/batches", files={"stray": ("a", FILE)})
    assert [e["pointer"] for e in stray.json()["errors"]] == ["/stray", "/file"]
    plain = client.post("/v1/batches", content=FILE, headers={"Content-Type": "text/plain"})
    assert plain.json()["code"] == "unsupported_media_type"
    made = client.post("/v1/batches", json={"items": [{"draft": GUILTY}]}).json()
    page = client.get(f"/v1/batches/{made['batch_id']}/items?cursor=x")
    assert (page.status_code, page.json()["code"]) == (422, "invalid")


def test_an_upload_over_the_limit_is_refused(settings: Settings) -> None:
    small = settings.model_copy(update={"batch_upload_limit": 1_024})
    app = create_app(small, rulebook=RULEBOOK)
    with TestClient(app, headers={"Authorization": f"Bearer {KEYS[0]}"}) as client:
        for size in (2_000, 200_000):
            answer = upload(client, FILE + b" " * size)
            assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


def test_without_a_usable_database_only_batches_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.database.WAIT_S", 0.3)
    settings = Settings(database_url=SecretStr("postgresql://127.0.0.1:9/none"))
    with TestClient(create_app(settings, rulebook=RULEBOOK)) as client:
        for answer in (
            client.post("/v1/batches", json={"items": [{"draft": GUILTY}]}),
            client.get("/v1/batches/bt_1"),
            client.get("/readyz"),
        ):
            assert (answer.status_code, answer.json()["code"]) == (503, "storage_unavailable")
            assert answer.headers["Retry-After"] == "10"
        assert client.post("/v1/checks", json={"text": GUILTY}).status_code == 200


def test_a_service_without_batches_starts_no_database(data_dir: Path) -> None:
    settings = Settings(data_dir=data_dir)
    with TestClient(create_app(settings, rulebook=RULEBOOK)) as client:
        assert client.get("/readyz").status_code == 200
        assert client.get("/v1/batches/bt_1").status_code == 404
        assert not (data_dir / "postgres").exists()
        made = client.post("/v1/batches", json={"items": [{"draft": CLEAN}]})
        assert made.status_code == 202
        assert client.get("/readyz").status_code == 200
        assert (data_dir / "postgres" / "PG_VERSION").exists()


def test_the_report_shows_every_item_and_belongs_to_its_key(client: TestClient) -> None:
    batch_id = upload(client, FILE).json()["batch_id"]
    ended(client, batch_id)
    report = client.get(f"/v1/batches/{batch_id}/report")
    assert report.status_code == 200
    assert report.headers["Content-Type"].startswith("text/html")
    assert report.headers["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert "script-src 'sha256-" in report.text
    assert report.text.count('"outcome":') == 3
    assert "refund that" in report.text
    other = client.get(
        f"/v1/batches/{batch_id}/report", headers={"Authorization": f"Bearer {KEYS[1]}"}
    )
    assert (other.status_code, other.json()["code"]) == (404, "not_found")
