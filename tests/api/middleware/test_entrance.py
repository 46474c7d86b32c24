from __future__ import annotations

import logging

import pytest
from starlette.testclient import TestClient
from starlette.types import Message

from api.app import create_app
from api.keys import Keyring
from api.middleware.entrance import Entrance
from api.settings import Settings
from tests.api.substitutes import SMALL_RULEBOOK, FakeRewriter

OLD, NEW = "old-" + "x" * 28, "new-" + "y" * 28


@pytest.fixture(scope="module")
def client() -> TestClient:
    settings = Settings(api_keys=f" {OLD}, {NEW},")
    app = create_app(settings, rulebook=SMALL_RULEBOOK, rewriter=FakeRewriter())
    with TestClient(app) as client:
        yield client  # type: ignore[misc]  # a fixture that yields


def check(client: TestClient, authorization: str | None) -> int:
    headers = {} if authorization is None else {"Authorization": authorization}
    return client.post("/v1/checks", json={"text": "Hello."}, headers=headers).status_code


@pytest.mark.parametrize("given", [f"Bearer {OLD}", f"bearer {NEW}", f"Bearer  {NEW} "])
def test_either_of_two_keys_opens(client: TestClient, given: str) -> None:
    assert check(client, given) == 200


@pytest.mark.parametrize(
    "given", [None, "", "Bearer", "Bearer ", f"Basic {OLD}", f"Bearer {OLD}x", f"{OLD}"]
)
def test_nothing_else_does(client: TestClient, given: str | None) -> None:
    assert check(client, given) == 401


@pytest.mark.parametrize(
    "path", ["/v1/rewrites", "/v1/verifications", "/v1/guidance", "/v1/anything"]
)
def test_every_route_of_the_interface_is_behind_the_entrance(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "unauthorized"


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/", "/docs", "/openapi.json"])
def test_pages_and_probes_are_not(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.anyio
async def test_nothing_is_read_before_the_key() -> None:
    async def never(*_: object) -> Message:
        raise AssertionError

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    entrance = Entrance(never, Keyring.of([OLD]))
    scope = {"type": "http", "path": "/v1/checks", "headers": [], "state": {}}
    await entrance(scope, never, send)
    assert sent[0]["status"] == 401


def test_the_log_names_the_key_and_does_not_hold_it(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "tactful.access"):
        check(client, f"Bearer {OLD}")
    assert '"key": "key_' in caplog.text
    assert OLD not in caplog.text
