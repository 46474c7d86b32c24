"""The locks install the same files on every machine, and tell nobody about this one."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PIN = re.compile(r"^([a-z0-9_.-]+)==(\S+)", re.MULTILINE)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def names_of(requirements: list[object]) -> set[str]:
    texts = [text for text in requirements if isinstance(text, str)]
    return {re.split(r"[^A-Za-z0-9_.-]", text)[0].lower().replace("_", "-") for text in texts}


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_names_no_host_and_no_path(lock: str) -> None:
    text = read(lock)
    assert not re.search(
        r"://|--index|--extra|--find|--trusted|@ |^/|file:|^-[ef]", text, re.MULTILINE
    )
    assert not re.search(r"\b(?:\d{1,3}\.){3}\d{1,3}:\d+|/(?:home|root|work|opt|tmp)/", text)


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_pin_has_hashes(lock: str) -> None:
    entries = re.split(r"^(?=[a-z0-9])", read(lock), flags=re.MULTILINE)[1:]
    assert len(entries) > 20
    assert [
        entry for entry in entries if not re.match(r"\S+==\S+.*\\\n +--hash=sha256:", entry)
    ] == []


def test_the_locks_hold_what_the_project_asks_for() -> None:
    groups = PROJECT["dependency-groups"]
    to_run = names_of(PROJECT["project"]["dependencies"]) | names_of(groups["build"])
    pinned = {name for name, _ in PIN.findall(read("requirements.lock"))}
    assert to_run <= pinned
    to_test = names_of(groups["dev"])
    assert to_test <= {name for name, _ in PIN.findall(read("requirements-dev.lock"))}


def test_testing_changes_no_version_that_serving_uses() -> None:
    assert set(PIN.findall(read("requirements.lock"))) <= set(
        PIN.findall(read("requirements-dev.lock"))
    )
