from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

DRAFT = "Your refund of $20 is on its way."
FAITHFUL = "Good news: your refund of $20.00 is on its way."
CORRUPTED = "Your refund of $25 is on its way."


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str, str]:
    texts = {"draft": DRAFT, "faithful": FAITHFUL, "corrupted": CORRUPTED}
    for name, text in texts.items():
        (tmp_path / name).write_text(text + "\n")
    draft, faithful, corrupted = (str(tmp_path / name) for name in texts)
    return draft, faithful, corrupted


def test_a_faithful_rewrite_ends_with_0(run: Run, files: tuple[str, str, str]) -> None:
    result = run("verify", files[0], files[1])
    assert (result.exit_code, result.stdout) == (0, "")


def test_a_corrupted_rewrite_ends_with_1_and_a_line_for_each_reason(
    run: Run, files: tuple[str, str, str]
) -> None:
    result = run("verify", files[0], files[2])
    assert result.exit_code == 1
    assert "fact_" in result.stdout
    assert "$20" in result.stdout


def test_one_of_the_texts_may_come_from_standard_input(
    run: Run, files: tuple[str, str, str]
) -> None:
    assert run("verify", files[0], "-", stdin=FAITHFUL).exit_code == 0
    assert run("verify", "-", files[2], stdin=DRAFT).exit_code == 1


def test_json_holds_the_whole_verdict(run: Run, files: tuple[str, str, str]) -> None:
    result = run("verify", "--json", files[0], files[2])
    verdict = json.loads(result.stdout)
    assert result.exit_code == 1
    assert verdict["passed"] is False
    assert verdict["reasons"]
    assert all(reason["in"] in ("draft", "rewrite") for reason in verdict["reasons"])


def test_a_blank_rewrite_is_refused_with_a_reason(run: Run, files: tuple[str, str, str]) -> None:
    result = run("verify", files[0], "-", stdin="\n")
    assert result.exit_code == 1
    assert "empty" in result.stdout


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("verify",), "name the draft's file and the rewrite's"),
        (("verify", "-"), "name the draft's file and the rewrite's"),
        (("verify", "-", "-"), "both"),
        (("verify", "nowhere", "-"), "nowhere"),
        (("verify", "a", "b", "--jsonl", "-"), "--jsonl"),
    ],
)
def test_a_mistake_ends_with_2(run: Run, args: tuple[str, ...], words: str) -> None:
    result = run(*args, stdin=DRAFT)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert words in result.stderr


def test_a_control_character_in_a_rewrite_is_a_reason_and_half_a_pair_a_mistake(run: Run) -> None:
    lines = [{"id": 1, "draft": DRAFT, "rewrite": DRAFT + rest} for rest in ("\0", "\ud800")]
    result = run("verify", "--jsonl", "-", stdin="\n".join(map(json.dumps, lines)))
    verdict, bad = map(json.loads, result.stdout.splitlines())
    assert "control_characters" in [reason["code"] for reason in verdict["reasons"]]
    assert bad["error"]["code"] == "not_text"


def test_lines_are_verified_in_order(run: Run) -> None:
    lines = [
        {"id": 1, "draft": DRAFT, "rewrite": FAITHFUL},
        {"id": 2, "draft": DRAFT, "rewrite": CORRUPTED, "kind": "ignored"},
        {"id": 3, "draft": DRAFT, "rewrite": ""},
        {"id": 4, "draft": DRAFT},
    ]
    result = run("verify", "--jsonl", "-", stdin="\n".join(map(json.dumps, lines)))
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [1, 2, 3, 4]
    assert [answer.get("passed") for answer in answers] == [True, False, False, None]
    assert answers[2]["reasons"][0]["code"] == "empty"
    assert answers[3]["error"]["code"] == "invalid"
    assert result.exit_code == 3
