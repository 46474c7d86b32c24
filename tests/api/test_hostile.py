from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

from tests.api.hostile import DRAFT, HOSTILE, Hostile
from tests.api.substitutes import FakeRewriter


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.name)
def test_bad_input_gets_a_clear_problem_with_a_pointer(
    client: TestClient, rewriter: FakeRewriter, hostile: Hostile
) -> None:
    answer = client.post(
        "/v1/rewrites", content=hostile.body, headers={"Content-Type": hostile.content_type}
    )
    assert (answer.status_code, answer.json()["code"]) == (hostile.status, hostile.code)
    assert answer.headers["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == hostile.status
    assert body["title"]
    assert body["detail"]
    assert body["request_id"] == answer.headers["X-Request-ID"]
    if hostile.pointer is None:
        assert "errors" not in body
    else:
        assert hostile.pointer in [error["pointer"] for error in body["errors"]]
        assert all(error["message"] for error in body["errors"])
    assert DRAFT not in answer.text
    assert len(answer.content) < 4_000
    assert rewriter.asked == []


@pytest.mark.parametrize(
    ("path", "field"), [("/v1/checks", "text"), ("/v1/verifications", "draft")]
)
@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.name)
def test_the_other_routes_never_fail_on_it(
    client: TestClient, path: str, field: str, hostile: Hostile
) -> None:
    body = hostile.body.replace(b'"draft"', f'"{field}"'.encode())
    answer = client.post(path, content=body, headers={"Content-Type": hostile.content_type})
    assert 400 <= answer.status_code < 500
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("sent", "limit", "length"),
    [
        ({"draft": "x" * 20_001}, 20_000, 20_001),
        ({"draft": "\N{GRINNING FACE}" * 20_002}, 20_000, 20_002),
        ({"draft": "x", "context": {"names": ["y"] * 21}}, 20, 21),
        ({"draft": "x", "context": {"facts": ["y"] * 60}}, 50, 60),
    ],
)
def test_what_is_too_much_is_told_with_the_limit_and_the_length(
    client: TestClient, sent: object, limit: int, length: int
) -> None:
    body = json.dumps(sent, ensure_ascii=False).encode()
    answer = client.post("/v1/rewrites", content=body, headers={"Content-Type": "application/json"})
    assert (answer.json()["limit"], answer.json()["length"]) == (limit, length)


def test_a_body_that_is_too_large_is_told_with_the_limit_and_the_length(client: TestClient) -> None:
    answer = client.post("/v1/rewrites", json={"draft": "x" * 300_000})
    assert answer.status_code == 413
    assert answer.json()["limit"] == 262_144
    assert answer.json()["length"] == len(answer.request.content)


@pytest.mark.parametrize(
    "draft",
    [
        "x" * 20_000,
        "\N{GRINNING FACE}" * 20_000,
        "a\u0301" * 10_000,
        "x",
        "\u202eWe can't\u202c do that.",
        "{{ticket.id}} {% if %} ${x} %s {0}",
        "'; DROP TABLE drafts; --",
        "<script>alert(1)</script>",
        "can't " * 3_000,
        "\n".join(["- step"] * 2_500),
        "!" * 20_000,
        "$1 " * 6_000,
        "&#39;" * 4_000,
        "\U0010ffff\ufffe x",
        "a\u200b" * 10_000,
    ],
    ids=lambda draft: f"{draft[:12]!a} of {len(draft)}",
)
def test_a_strange_draft_is_a_draft(client: TestClient, draft: str) -> None:
    body = json.dumps({"text": draft}, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json"}
    answer = client.post("/v1/checks", content=body, headers=headers)
    assert answer.status_code in {200, 422}
    if answer.status_code == 422:
        assert answer.json()["code"] == "unsupported_language"
    for finding in answer.json().get("findings", ()):
        assert draft[finding["start"] : finding["end"]] == finding["match"]


def test_a_byte_order_mark_before_the_json_is_skipped(client: TestClient) -> None:
    answer = client.post(
        "/v1/rewrites",
        content=b'\xef\xbb\xbf{"draft": "x"}',
        headers={"Content-Type": "application/json"},
    )
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nothing", 404, "not_found"),
        ("POST", "/nothing", 404, "not_found"),
        ("GET", "/v1/rewrites/", 404, "not_found"),
        ("GET", "/assets/../settings.py", 404, "not_found"),
        ("GET", "/assets/%2e%2e/settings.py", 404, "not_found"),
        ("GET", "/v1/rewrites", 405, "method_not_allowed"),
        ("PUT", "/v1/checks", 405, "method_not_allowed"),
        ("DELETE", "/v1/verifications", 405, "method_not_allowed"),
        ("POST", "/v1/guidance", 405, "method_not_allowed"),
        ("OPTIONS", "/v1/rewrites", 405, "method_not_allowed"),
        ("POST", "/", 405, "method_not_allowed"),
        ("POST", "/assets/page.js", 405, "method_not_allowed"),
    ],
)
def test_a_wrong_address_or_method_is_a_problem_too(
    client: TestClient, method: str, path: str, status: int, code: str
) -> None:
    answer = client.request(method, path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["Content-Type"] == "application/problem+json"
    if status == 405:
        assert answer.headers["Allow"]


def test_the_address_is_not_repeated(client: TestClient) -> None:
    assert "canary" not in client.get("/canary/x?canary=1").text
