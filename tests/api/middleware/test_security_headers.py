from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from api.middleware.security_headers import HEADERS


@pytest.mark.parametrize("path", ["/healthz", "/nothing", "/v1/rewrites", "/openapi.json"])
def test_every_answer_tells_browsers_to_take_it_for_nothing_else(
    client: TestClient, path: str
) -> None:
    answer = client.get(path)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_a_page_may_load_its_own_files_and_no_others(client: TestClient, path: str) -> None:
    policy = client.get(path).headers["Content-Security-Policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == directives["style-src"] == directives["connect-src"]
    assert directives["script-src"] == "'self'"
    assert directives["frame-ancestors"] == "'none'"
    assert client.get(path).headers["X-Content-Type-Options"] == "nosniff"
