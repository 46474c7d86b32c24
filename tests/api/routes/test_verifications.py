from __future__ import annotations

from starlette.testclient import TestClient

DRAFT = "We can't ship order 4711 for $20."


def test_a_verdict_carries_what_the_contract_says(client: TestClient) -> None:
    asked = {"draft": DRAFT, "rewrite": "You can't have it."}
    answer = client.post("/v1/verifications", json=asked)
    assert answer.status_code == 200
    body = answer.json()
    assert set(body) == {
        "passed",
        "reasons",
        "findings",
        "signals",
        "facts",
        "placeholders",
        "promises",
        "guidance_version",
    }
    assert body["passed"] is False
    banned = [reason for reason in body["reasons"] if reason["code"] == "banned_phrase"]
    assert [(reason["in"], reason["start"], reason["end"]) for reason in banned] == [
        ("rewrite", 4, 9)
    ]
    assert set(body["facts"]) == {"kept", "missing", "added"}
    assert set(body["placeholders"]) == {"kept", "missing", "added"}
    assert set(body["promises"]) == {"added", "refusals_lost", "conditions_lost"}


def test_spans_in_utf16_index_their_own_texts(client: TestClient) -> None:
    asked = {
        "draft": "We can't do it.",
        "rewrite": "\N{GRINNING FACE} You can't.",
        "offset_unit": "utf16",
    }
    body = client.post("/v1/verifications", json=asked).json()
    assert [(finding["start"], finding["end"]) for finding in body["findings"]] == [(7, 12)]


def test_a_rewrite_that_is_blank_is_judged_and_not_refused(client: TestClient) -> None:
    for rewrite in ("", " \n"):
        answer = client.post("/v1/verifications", json={"draft": DRAFT, "rewrite": rewrite})
        assert answer.status_code == 200
        assert "empty" in [reason["code"] for reason in answer.json()["reasons"]]


def test_a_rewrite_with_control_characters_is_judged_and_not_refused(client: TestClient) -> None:
    for character in "\x1b\0":
        asked = {"draft": DRAFT, "rewrite": f"{DRAFT}{character}"}
        answer = client.post("/v1/verifications", json=asked)
        assert answer.status_code == 200
        assert "control_characters" in [reason["code"] for reason in answer.json()["reasons"]]


def test_a_rewrite_that_is_too_long_is_refused(client: TestClient) -> None:
    answer = client.post("/v1/verifications", json={"draft": DRAFT, "rewrite": "x" * 20_001})
    assert (answer.status_code, answer.json()["code"]) == (413, "too_long")
    assert answer.json()["errors"][0]["pointer"] == "/rewrite"
