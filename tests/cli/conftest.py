"""Running the command inside the test's own process."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from typer.testing import CliRunner, Result

from cli.app import app

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """`run("check", "-", stdin="...")`: the exit code, stdout and stderr of one call."""

    def call(*args: str, stdin: str | bytes = "") -> Result:
        return CliRunner().invoke(app, args, input=stdin, catch_exceptions=False)

    return call
