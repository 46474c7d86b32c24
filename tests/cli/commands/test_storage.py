from __future__ import annotations

import pytest

from tests.cli.conftest import Run


def test_a_given_database_gets_its_tables_once(
    run: Run, monkeypatch: pytest.MonkeyPatch, database_url: str
) -> None:
    monkeypatch.setenv("TACTFUL_DATABASE_URL", database_url)
    first, again = run("storage", "migrate"), run("storage", "migrate")
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "The tables are now of version " in first.stderr
    assert "up to date" in again.stderr


def test_a_database_of_our_own_needs_no_command(run: Run) -> None:
    done = run("storage", "migrate")
    assert done.exit_code == 2
    assert "TACTFUL_DATABASE_URL is not set" in done.stderr


def test_a_database_that_is_not_there_is_a_matter_of_configuration(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TACTFUL_DATABASE_URL", "postgresql://127.0.0.1:9/none")
    done = run("storage", "migrate")
    assert done.exit_code == 2
    assert "cannot be reached" in done.stderr
