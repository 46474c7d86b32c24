from __future__ import annotations

from dirty_equals import IsPartialDict
from starlette.testclient import TestClient

from tests.api.substitutes import CANNOT, VERSION

FACE = "\N{GRINNING FACE}"


def test_findings_carry_what_the_contract_says(client: TestClient) -> None:
    answer = client.post("/v1/checks", json={"text": "We can't ship that."})
    assert answer.status_code == 200
    body = answer.json()
    assert set(body) == {"findings", "signals", "tension", "needs_rewrite", "guidance_version"}
    assert body["findings"] == [
        {
            "rule": "refusal/cannot",
            "theme": "refusal",
            "severity": "error",
            "start": 3,
            "end": 8,
            "match": "can't",
            "message": CANNOT.message,
            "suggestions": ["What I can do is"],
            "source": "small#words",
        }
    ]
    assert set(body["signals"]) == {
        "acknowledges",
        "listens",
        "offers_choice",
        "next_step",
        "their_view",
    }
    assert body["signals"]["listens"] == IsPartialDict(present=False, spans=[])
    assert 0 <= body["tension"]["draft"] <= 1
    assert body["tension"]["customer"] is None
    assert body["needs_rewrite"] is True
    assert body["guidance_version"] == VERSION


def test_spans_count_code_points_unless_utf16_is_asked_for(client: TestClient) -> None:
    for unit, span in ((None, (2, 7)), ("codepoint", (2, 7)), ("utf16", (3, 8))):
        asked = {"text": f"{FACE} can't"} | ({"offset_unit": unit} if unit else {})
        (finding,) = client.post("/v1/checks", json=asked).json()["findings"]
        assert (finding["start"], finding["end"]) == span
        assert finding["match"] == "can't"


def test_a_customers_message_gives_their_tension(client: TestClient) -> None:
    asked = {"text": "Thanks!", "context": {"customer_message": "This is OUTRAGEOUS!!!"}}
    assert 0 <= client.post("/v1/checks", json=asked).json()["tension"]["customer"] <= 1


def test_a_long_text_is_checked_like_a_short_one(client: TestClient) -> None:
    text = "All is well. " * 1_500 + "We can't."
    (finding,) = client.post("/v1/checks", json={"text": text}).json()["findings"]
    assert text[finding["start"] : finding["end"]] == "can't"


def test_a_text_in_another_language_is_refused(client: TestClient) -> None:
    answer = client.post("/v1/checks", json={"text": "Мы не можем вернуть вам деньги за заказ."})
    assert (answer.status_code, answer.json()["code"]) == (422, "unsupported_language")
    assert [error["pointer"] for error in answer.json()["errors"]] == ["/text"]
