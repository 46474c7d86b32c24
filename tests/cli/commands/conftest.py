"""A house's own guidance for the commands."""

from __future__ import annotations

from pathlib import Path

import pytest

KINDLY = """\
severity = "suggestion"
message = "Sounds like a form letter."
source = "style-guide#plain"
patterns = ["kindly"]
suggestions = ["please"]
passes = ["Please find it attached."]

[[examples]]
before = "[[Kindly]] find it attached."
after = "Please find it attached."
"""
SOURCES = """\
[[sources]]
id = "style-guide"
title = "How we write"
author = "The house"
sections = ["plain"]
"""


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory with one rule of its own, in force."""
    directory = tmp_path / "house"
    (directory / "rules" / "self_focus").mkdir(parents=True)
    (directory / "rules" / "self_focus" / "kindly.toml").write_text(KINDLY)
    (directory / "sources.toml").write_text(SOURCES)
    monkeypatch.setenv("TACTFUL_GUIDANCE_DIR", str(directory))
    return directory


@pytest.fixture
def rejecting_rules_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rules engine that finds no safe wording for anything."""
    monkeypatch.setattr("rewriting.rewriter.rewrite_by_rules", lambda _pre: None)
