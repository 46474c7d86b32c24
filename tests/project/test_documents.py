"""Documents that drift are worse than none: what they say is compared with what is."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api import problems
from api.app import create_app
from api.settings import Settings
from api.settings_table import render_settings_table
from guardrails.linting import lint
from guardrails.rulebook import Rulebook
from guidance.loading import load_guidance

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


def test_the_readme_has_the_table_of_settings() -> None:
    assert render_settings_table() in README.read_text(encoding="utf-8"), "run `make settings`"


def test_the_readme_begins_with_the_two_commands() -> None:
    blocks = re.findall(r"```\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    commands = [line.split("#")[0].strip() for line in blocks[0].splitlines()]
    assert commands == ["make serve", "make test"]


def test_the_readmes_request_is_answered_as_it_says() -> None:
    text = README.read_text(encoding="utf-8")
    request = re.search(r"-d '(.*?)'\n```", text, re.DOTALL)
    shown = re.search(r"```json\n(.*?)```", text, re.DOTALL)
    assert request
    assert shown
    with TestClient(create_app(Settings())) as client:
        answer = client.post("/v1/rewrites", json=json.loads(request[1])).json()
    expected = json.loads(shown[1])
    assert _only_shown(answer, expected) == _only_shown(expected, expected)


def _only_shown(value: Any, shown: Any) -> Any:
    """What a shortened example shows of a value: "…" stands for the rest."""
    if isinstance(shown, dict):
        return {name: _only_shown(value[name], shown[name]) for name in shown if name != "…"}
    if isinstance(shown, list):
        return [_only_shown(*pair) for pair in zip(value, shown, strict=True)]
    return value


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_make_target_that_a_page_names_exists(page: Path) -> None:
    targets = set(re.findall(r"(?m)^([a-z-]+):", (ROOT / "Makefile").read_text()))
    named = set(
        re.findall(r"(?:`|^)make ([a-z-]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert named <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_index_lists_every_page() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    pages = [page.name for page in PAGES if page.parent.name == "docs" and page.name != "README.md"]
    assert [name for name in pages if f"]({name})" not in index] == []


def test_every_file_that_the_architecture_names_exists() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rooms = "|".join(path.name for path in ROOT.iterdir() if path.is_dir())
    named = set(re.findall(rf"`((?:{rooms})/[a-z_/.]*)`", text))
    assert len(named) > 20
    assert sorted(path for path in named if not (ROOT / path).exists()) == []


def test_every_route_and_every_problem_is_documented() -> None:
    text = (ROOT / "docs" / "http.md").read_text(encoding="utf-8")
    routes = {
        f"`{method.upper()} {path}`"
        for path, methods in create_app(Settings()).openapi()["paths"].items()
        for method in methods
    }
    assert {route for route in routes if route not in text} <= {
        "`GET /docs`",
        "`GET /openapi.json`",
    }
    kinds = [kind for kind in vars(problems).values() if isinstance(kind, problems.ProblemKind)]
    rows = {
        (code, int(status))
        for code, status in re.findall(r"^\| `(\w+)` \| (\d+)", text, re.MULTILINE)
    }
    # Nobody is there any more to read 499.
    documented = {(code, int(status)) for code, status in rows}
    assert documented == {(kind.code, kind.status) for kind in kinds if kind.status != 499}


def test_the_house_rules_of_the_documentation_are_valid(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "house-rules.md").read_text(encoding="utf-8")
    files = re.findall(r"<!-- file: (\S+) -->\n```toml\n(.*?)```", text, re.DOTALL)
    for name, content in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    guidance = load_guidance(tmp_path)
    rulebook = Rulebook.compile(guidance)
    assert "self_focus/kindly" in rulebook.rules
    assert "refusal/cannot" not in rulebook.rules
    assert guidance.vocabulary.names == ("Acme", "Acme Plus")
    assert lint(rulebook) == ()
