from __future__ import annotations

import asyncio
from pathlib import Path

import httpx2
import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings, UnusableSettings
from guidance.errors import GuidanceError
from rewriting.model.chat_model import ChatModel
from tests.api.substitutes import SMALL_RULEBOOK, FakeRewriter


def test_the_services_parts_are_made_from_its_settings() -> None:
    with TestClient(create_app(Settings())) as client:
        version = client.get("/readyz").json()["guidance_version"]
        answer = client.post("/v1/rewrites", json={"draft": "We can't refund order 48213."})
    assert answer.status_code == 200
    body = answer.json()
    assert body["guidance_version"] == version
    assert (body["outcome"], body["engine"], body["degraded"]) == ("rewritten", "rules", "no_model")
    assert "48213" in body["text"]


def test_settings_come_from_the_environment_when_none_are_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TACTFUL_TEXT_LIMIT", "3")
    with TestClient(create_app(rulebook=SMALL_RULEBOOK)) as client:
        assert client.post("/v1/checks", json={"text": "four"}).json()["limit"] == 3


def test_the_connection_to_the_model_is_closed_at_shutdown(monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[bool] = []
    close = ChatModel.aclose

    async def note_and_close(self: ChatModel) -> None:
        closed.append(True)
        await close(self)

    monkeypatch.setattr(ChatModel, "aclose", note_and_close)
    settings = Settings(openai_base_url="http://127.0.0.1:9/v1")
    with TestClient(create_app(settings, rulebook=SMALL_RULEBOOK)) as client:
        assert client.get("/readyz").status_code == 200
        assert closed == []
    assert closed == [True]


def test_a_service_that_could_not_work_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(UnusableSettings):
        create_app(Settings(openai_base_url="not an address"), rulebook=SMALL_RULEBOOK)
    with pytest.raises(GuidanceError):
        create_app(Settings(guidance_dir=tmp_path / "none"))


def test_a_house_rule_is_at_work(tmp_path: Path) -> None:
    rule = tmp_path / "rules" / "heat" / "fiddlesticks.toml"
    rule.parent.mkdir(parents=True)
    (tmp_path / "sources.toml").write_text(
        '[[sources]]\nid = "house"\ntitle = "House"\nauthor = "Us"\nsections = ["words"]\n',
        encoding="utf-8",
    )
    rule.write_text(
        'severity = "error"\n'
        'message = "Not in this house."\n'
        'source = "house#words"\n'
        'patterns = ["fiddlesticks"]\n'
        'suggestions = ["I see"]\n'
        'passes = ["I see."]\n\n'
        "[[examples]]\n"
        'before = "Oh [[fiddlesticks]]."\n'
        'after = "I see."\n',
        encoding="utf-8",
    )
    with TestClient(create_app(Settings(guidance_dir=tmp_path))) as client:
        findings = client.post("/v1/checks", json={"text": "Fiddlesticks!"}).json()["findings"]
    assert [finding["rule"] for finding in findings] == ["heat/fiddlesticks"]


@pytest.mark.anyio
async def test_a_service_that_is_full_says_so_and_still_checks() -> None:
    rewriter = FakeRewriter(delay_s=30)
    settings = Settings(requests_at_once=1, requests_waiting=0)
    app = create_app(settings, rulebook=SMALL_RULEBOOK, rewriter=rewriter)
    async with (
        app.router.lifespan_context(app),
        httpx2.AsyncClient(
            transport=httpx2.ASGITransport(app), base_url="http://localhost"
        ) as client,
    ):
        slow = asyncio.create_task(client.post("/v1/rewrites", json={"draft": "One."}))
        await rewriter.began.wait()
        full = await client.post("/v1/rewrites", json={"draft": "Two."})
        assert (full.status_code, full.json()["code"]) == (503, "overloaded")
        assert full.headers["Retry-After"] == "2"
        assert full.json()["request_id"] == full.headers["X-Request-ID"]
        checked = await client.post("/v1/checks", json={"text": "Three."})
        assert checked.status_code == 200
        slow.cancel()
        await asyncio.gather(slow, return_exceptions=True)
