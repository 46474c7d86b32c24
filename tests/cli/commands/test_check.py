from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

GUILTY = "We can't refund that."
CLEAN = "Thank you for your order, it is on its way."


def test_a_guilty_text_ends_with_1_and_a_line_for_each_finding(run: Run) -> None:
    result = run("check", "-", stdin=GUILTY)
    assert result.exit_code == 1
    assert result.stdout.startswith("-:1:4: error refusal/cannot: “can't” ")


def test_a_clean_text_ends_with_0_and_says_nothing(run: Run) -> None:
    result = run("check", "-", stdin=CLEAN)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_the_place_of_a_finding_counts_lines_and_columns_from_one(run: Run) -> None:
    result = run("check", "-", stdin=f"Hello 👋🏽,\n\n🙂 {GUILTY}\n")
    assert result.stdout.startswith("-:3:6: error refusal/cannot")


def test_a_file_is_named_in_the_lines(run: Run, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(GUILTY)
    assert run("check", str(draft)).stdout.startswith(f"{draft}:1:4: error")


def test_json_holds_the_whole_check(run: Run) -> None:
    result = run("check", "--json", "--text", GUILTY, "--customer-message", "WHERE IS IT?!")
    check = json.loads(result.stdout)
    assert result.exit_code == 1
    assert check.keys() == {
        "findings",
        "signals",
        "tension",
        "needs_rewrite",
        "guidance_version",
    }
    (finding,) = [f for f in check["findings"] if f["rule"] == "refusal/cannot"]
    assert GUILTY[finding["start"] : finding["end"]] == finding["match"] == "can't"
    assert check["tension"]["customer"] > 0


@pytest.mark.usefixtures("house")
def test_a_suggestion_alone_is_no_reason_to_fail(run: Run) -> None:
    result = run("check", "--text", "Kindly find it attached.")
    assert "suggestion self_focus/kindly" in result.stdout
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("args", "stdin", "words"),
    [
        (("check", "-"), "  \n", "empty"),
        (("check", "-"), b"\xff\xfe", "not UTF-8"),
        (("check", "-"), "a\x00b", "U+0000"),
        (("check", "-"), "a" * 20_001, "20000"),
        (("check", "nowhere.txt"), "", "cannot read nowhere.txt"),
        (("check", "x.txt", "--text", "y"), "", "not both"),
        (("check", "--text", "y", "--channel", "pigeon"), "", "pigeon"),
        (("check", "--jsonl", "nowhere.jsonl"), "", "nowhere.jsonl"),
        (("check", "--jsonl", "-", "--text", "y"), "", "--jsonl"),
        (("check", "--jsonl", "-", "--agent-name", "Bo"), "", "--jsonl"),
        (("check", "--nonsense"), "", "nonsense"),
        (("check", "-"), "Vielen Dank für Ihre Nachricht, wir haben sie erhalten.", "English"),
    ],
)
def test_a_mistake_ends_with_2_and_is_explained_on_stderr(
    run: Run, args: tuple[str, ...], stdin: str | bytes, words: str
) -> None:
    result = run(*args, stdin=stdin)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert words in result.stderr


def test_the_limit_is_a_setting(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TACTFUL_TEXT_LIMIT", "10")
    assert run("check", "-", stdin="Thank you.\n").exit_code == 0
    assert run("check", "-", stdin="Thank you!!").exit_code == 2


def test_an_unusable_setting_ends_with_2(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TACTFUL_TEXT_LIMIT", "many")
    result = run("check", "-", stdin=CLEAN)
    assert result.exit_code == 2
    assert "TACTFUL_TEXT_LIMIT" in result.stderr


def test_lines_are_answered_in_order_whatever_they_hold(run: Run) -> None:
    lines = [
        {"id": "a", "text": GUILTY, "context": "Can I have my money back?"},
        {"id": 2, "text": CLEAN, "label": "ignored"},
        {"id": "c", "text": "   "},
        {"id": "d", "text": CLEAN},
    ]
    result = run("check", "--jsonl", "-", stdin="\n".join(map(json.dumps, lines)))
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", 2, "c", "d"]
    assert answers[0]["findings"][0]["rule"] == "refusal/cannot"
    assert answers[0]["tension"]["customer"] is not None
    assert answers[1]["findings"] == []
    assert answers[2] == {
        "id": "c",
        "line": 3,
        "error": {"code": "empty", "message": answers[2]["error"]["message"]},
    }
    assert result.exit_code == 3


@pytest.mark.parametrize(
    ("line", "code", "pointer"),
    [
        ({"text": ""}, "empty", "/text"),
        ({"text": " \u00a0\n"}, "empty", "/text"),
        ({"text": " " * 20_000}, "empty", "/text"),
        ({"text": " " * 1_000_000}, "too_long", "/text"),
        ({"text": "x" * 20_001}, "too_long", "/text"),
        ({"text": "a\0b"}, "not_text", "/text"),
        ({"text": "a\ud800b"}, "not_text", "/text"),
        ({"text": 5}, "invalid", "/text"),
        ({"txet": "a"}, "invalid", "/text"),
        ({"text": "a", "context": {"names": ["\udfff"]}}, "not_text", "/context/names/0"),
        ({"text": "a", "context": {"names": ["A"] * 21}}, "too_many", "/context/names"),
        ({"text": "a", "context": {"facts": ["x" * 20_001]}}, "too_long", "/context/facts/0"),
        ({"text": "Wir haben Ihre Nachricht leider nicht."}, "unsupported_language", "/text"),
        ({"text": float("nan")}, "invalid_json", ""),
    ],
    ids=lambda value: f"{value!s:.40}",
)
def test_a_line_gets_the_code_and_the_place_that_the_service_gives(
    run: Run, line: dict[str, object], code: str, pointer: str
) -> None:
    result = run("check", "--jsonl", "-", stdin=json.dumps({"id": "a"} | line))
    answer = json.loads(result.stdout)
    assert (answer["id"], answer["line"], answer["error"]["code"]) == ("a", 1, code)
    assert answer["error"]["message"].startswith(f"{pointer}: " if pointer else "")
    assert result.exit_code == 3


def test_a_run_of_good_lines_ends_with_0_also_when_they_are_guilty(
    run: Run, tmp_path: Path
) -> None:
    lines = tmp_path / "drafts.jsonl"
    lines.write_text(json.dumps({"id": 1, "text": GUILTY}) + "\n")
    result = run("check", "--jsonl", str(lines))
    assert result.exit_code == 0
    assert json.loads(result.stdout)["findings"]


def test_an_empty_file_of_lines_is_processed(run: Run) -> None:
    result = run("check", "--jsonl", "-")
    assert (result.exit_code, result.stdout) == (0, "")
