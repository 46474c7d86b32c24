from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.api.substitutes import SMALL_RULEBOOK, FakeRewriter

KEY = "k" * 32


def status(settings: Settings, host: str, *, loopback: bool = True) -> int:
    app = create_app(settings, rulebook=SMALL_RULEBOOK, rewriter=FakeRewriter(), loopback=loopback)
    with TestClient(app) as client:
        headers = {"Host": host, "Authorization": f"Bearer {KEY}"}
        answer = client.post("/v1/checks", json={"text": "Hello."}, headers=headers)
    if answer.status_code != 200:
        assert answer.json()["code"] == "misdirected"
    return answer.status_code


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "127.0.0.1:80", "[::1]:8000"])
def test_a_local_service_answers_to_its_names(host: str) -> None:
    assert status(Settings(), host) == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io", ""])
def test_and_to_no_other_so_that_a_rebound_name_is_no_way_in(host: str) -> None:
    assert status(Settings(), host) == 421


def test_with_keys_any_name_does_unless_names_are_set() -> None:
    assert status(Settings(api_keys=KEY), "anything.example") == 200
    named = Settings(api_keys=KEY, allowed_hosts=("Tactful.example.com", "*.internal"))
    assert status(named, "tactful.example.com:443") == 200
    assert status(named, "a.b.internal") == 200
    assert status(named, "internal") == 421
    assert status(named, "localhost") == 421


def test_where_others_reach_it_names_are_up_to_the_settings() -> None:
    assert status(Settings(), "desk.example.com", loopback=False) == 200
