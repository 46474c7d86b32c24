from __future__ import annotations

from starlette.testclient import TestClient

from tests.api.substitutes import VERSION


def test_the_guidance_is_shown_as_its_files_say_it(client: TestClient) -> None:
    body = client.get("/v1/guidance").json()
    assert body["guidance_version"] == VERSION
    assert body["principles"] == [
        {"id": "care", "text": "Say that you care.", "source": "small#care"}
    ]
    (rule,) = body["rules"]
    assert rule["id"] == "refusal/cannot"
    assert rule["patterns"] == ["can't", "cannot"]
    assert rule["examples"][0] == {
        "before": "We can't ship that.",
        "marked": [[3, 8]],
        "after": "Let me look into it with you.",
    }
    assert [signal["name"] for signal in body["signals"]] == ["acknowledges"]
    assert [source["id"] for source in body["sources"]] == ["small"]


def test_where_its_files_lie_is_nobodys_business(client: TestClient) -> None:
    assert "origin" not in client.get("/v1/guidance").text


def test_a_reader_who_has_this_version_is_told_so(client: TestClient) -> None:
    tag = client.get("/v1/guidance").headers["ETag"]
    again = client.get("/v1/guidance", headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/v1/guidance", headers={"If-None-Match": '"other"'}).status_code == 200
