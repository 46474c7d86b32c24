from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

RULE = """\
severity    = "warning"
message     = "Sounds like a form letter."
source      = "house#style"
patterns    = ["kindly"]
suggestions = ["please"]
passes      = ["How kind of you!"]

[[examples]]
before = "[[Kindly]] wait."
after  = "Please wait."
"""
SOURCES = """\
[[sources]]
id       = "house"
title    = "The house style"
author   = "The support team"
sections = ["style"]
"""

Lay = Callable[..., Path]


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """Lay files into a house's directory: `lay({"house.toml": "..."})`."""

    def lay_files(files: dict[str, str]) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return lay_files
