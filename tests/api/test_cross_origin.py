"""Real preflights, as a browser sends them."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.cross_origin import cors_options
from api.settings import Settings, UnusableSettings
from tests.api.substitutes import SMALL_RULEBOOK, FakeRewriter

KEY = "k" * 32
ID = "abcdefghijklmnopabcdefghijklmnop"
ALLOWED = ("https://desk.example.com", f"chrome-extension://{ID}", "moz-extension://*")


@pytest.fixture(scope="module")
def client() -> TestClient:
    settings = Settings(cors_origins=ALLOWED, api_keys=KEY)
    return TestClient(create_app(settings, rulebook=SMALL_RULEBOOK, rewriter=FakeRewriter()))


def preflight(client: TestClient, origin: str, method: str = "POST") -> dict[str, str]:
    answer = client.options(
        "/v1/checks",
        headers={
            "Origin": origin,
            "Access-Control-Request-Method": method,
            "Access-Control-Request-Headers": "authorization,content-type",
        },
    )
    return {name.lower(): value for name, value in answer.headers.items()}


@pytest.mark.parametrize(
    "origin", [*ALLOWED[:2], "moz-extension://0a1b2c3d-0000-4000-8000-aabbccddeeff"]
)
def test_an_allowed_origin_may_ask_with_a_key(client: TestClient, origin: str) -> None:
    headers = preflight(client, origin)
    assert headers["access-control-allow-origin"] == origin
    assert "authorization" in headers["access-control-allow-headers"].lower()


@pytest.mark.parametrize(
    "origin",
    [
        "https://desk.example.com.evil.net",
        "https://evil.net",
        "http://desk.example.com",
        "https://desk.example.com:8443",
        "chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba",
        "moz-extension://evil.net/",
        "null",
    ],
)
def test_no_other_origin_may(client: TestClient, origin: str) -> None:
    assert "access-control-allow-origin" not in preflight(client, origin)


def test_a_method_that_no_route_has_may_not_be_used(client: TestClient) -> None:
    assert "PUT" not in preflight(client, ALLOWED[0], "PUT").get("access-control-allow-methods", "")


def test_also_a_problem_can_be_read_by_the_page(client: TestClient) -> None:
    answer = client.post("/v1/checks", json={"text": "Hello."}, headers={"Origin": ALLOWED[0]})
    assert answer.status_code == 401
    assert answer.headers["Access-Control-Allow-Origin"] == ALLOWED[0]
    assert "X-Request-ID" in answer.headers["Access-Control-Expose-Headers"]


def test_without_origins_nobody_else_s_page_may_ask() -> None:
    assert cors_options(()) is None
    app = create_app(Settings(), rulebook=SMALL_RULEBOOK, rewriter=FakeRewriter())
    assert "access-control-allow-origin" not in preflight(TestClient(app), ALLOWED[0])


@pytest.mark.parametrize(
    "origin",
    [
        "*",
        "https://*.example.com",
        "https://desk.example.com/",
        "https://desk.example.com/path",
        "desk.example.com",
        "file:///etc",
        "chrome-extension://",
        "chrome-extension://*.evil",
        "https://[::1",
    ],
)
def test_what_is_no_origin_is_refused_at_the_start(origin: str) -> None:
    settings = Settings(cors_origins=(origin,))
    with pytest.raises(UnusableSettings, match="TACTFUL_CORS_ORIGINS: An origin is written"):
        create_app(settings, rulebook=SMALL_RULEBOOK)
