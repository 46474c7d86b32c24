from __future__ import annotations

import json
from pathlib import Path

import pytest

from guidance.loading import load_guidance
from guidance.model import THEMES
from tests.cli.conftest import Run


def test_list_has_a_line_for_each_rule(run: Run) -> None:
    result = run("guidance", "list")
    assert result.exit_code == 0
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert [row[:2] for row in rows] == [[r.id, r.severity] for r in load_guidance().rules]


def test_list_can_be_narrowed_to_a_theme(run: Run) -> None:
    result = run("guidance", "list", "--theme", "blame")
    assert result.stdout
    assert all(line.startswith("blame/") for line in result.stdout.splitlines())


def test_list_as_json_is_the_whole_guidance(run: Run) -> None:
    guidance = json.loads(run("guidance", "list", "--json").stdout)
    assert {rule["theme"] for rule in guidance["rules"]} == set(THEMES)
    assert guidance["principles"]
    assert guidance["signals"]
    assert guidance["guidance_version"] == load_guidance().version


@pytest.mark.usefixtures("house")
def test_list_holds_the_rules_of_the_house(run: Run) -> None:
    assert "self_focus/kindly\tsuggestion\tSounds like a form letter." in (
        run("guidance", "list").stdout
    )


def test_lint_finds_no_mistake_in_the_built_in_guidance(run: Run) -> None:
    result = run("guidance", "lint")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "No mistake" in result.stderr
    assert load_guidance().version in result.stderr


def test_lint_names_file_line_and_allowed_values(run: Run, house: Path) -> None:
    rule = house / "rules" / "self_focus" / "kindly.toml"
    rule.write_text(rule.read_text().replace('"suggestion"', '"fatal"'))
    result = run("guidance", "lint", str(house))
    assert result.exit_code == 1
    assert f"{rule}:1: " in result.stdout
    assert "error" in result.stdout
    assert "warning" in result.stdout


def test_lint_finds_no_mistake_in_a_sound_rule_of_the_house(run: Run, house: Path) -> None:
    assert run("guidance", "lint", str(house)).exit_code == 0


def test_lint_tries_the_examples_of_a_rule(run: Run, house: Path) -> None:
    rule = house / "rules" / "self_focus" / "kindly.toml"
    rule.write_text(rule.read_text().replace('patterns = ["kindly"]', 'patterns = ["unkindly"]'))
    result = run("guidance", "lint", str(house))
    assert result.exit_code == 1
    (problem,) = (line for line in result.stdout.splitlines() if line.startswith(f"{rule}:"))
    assert "before" in problem


def test_lint_names_every_mistake_at_once(run: Run, house: Path) -> None:
    rule = house / "rules" / "self_focus" / "kindly.toml"
    sound = rule.read_text()
    head, tail = sound.split("[[examples]]", 1)
    bad = f"{head}[[examples]]{tail.replace('[[', '').replace(']]', '')}"
    bad = bad.replace('patterns = ["kindly"]', 'patterns = ["kindly", "a.*b", "(c"]')
    rule.write_text(bad)
    other = house / "rules" / "self_focus" / "other.toml"
    other.write_text(sound.replace('patterns = ["kindly"]', 'patterns = ["unkindly"]'))
    told = run("guidance", "lint", str(house)).stdout
    for wanted in (f"{rule}:", "mark each offence", "'a.*b'", "'(c'", f"{other}:", "before: "):
        assert wanted in told


def test_lint_reads_the_directory_of_the_settings(run: Run, house: Path) -> None:
    (house / "rules" / "self_focus" / "odd.toml").write_text("severity = ")
    result = run("guidance", "lint")
    assert result.exit_code == 1
    assert "odd.toml" in result.stdout


def test_lint_of_a_directory_that_is_not_there(run: Run) -> None:
    result = run("guidance", "lint", "nowhere")
    assert result.exit_code == 1
    assert "nowhere" in result.stdout


def test_every_other_command_ends_with_2_under_bad_guidance(run: Run, house: Path) -> None:
    (house / "rules" / "self_focus" / "odd.toml").write_text("severity = ")
    result = run("check", "--text", "Thank you.")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "odd.toml" in result.stderr
