"""The exit codes, and the one way to end because of a mistake in how the command was called."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

import typer

CLEAN = 0
FOUND = 1
"""A finding of warning or above, a rejected rewrite, a verdict that did not pass."""
MISUSED = 2
"""The command line, a setting or the guidance needs correcting."""
SOME_LINES_BAD = 3
"""A bulk run went through, and some of its lines could not be processed."""
INTERRUPTED = 130
READER_LEFT = 141
"""Nobody reads stdout any more: what a shell reports of a command that SIGPIPE ended (128 + 13)."""


def talk(message: str) -> None:
    """Say something to the person: on stderr, so that stdout holds nothing but data."""
    typer.echo(message, err=True)


def give_up(message: str) -> NoReturn:
    """End with exit code 2 and a message that says what to correct."""
    talk(f"tactful: {message}")
    raise typer.Exit(MISUSED)


def leave_quietly() -> NoReturn:
    """End because the reader of stdout has closed it (`| head`), which is nobody's mistake.

    SystemExit rather than an error: a task group hands it on as it is.
    """
    # Python flushes stdout once more when it ends, and would complain.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise SystemExit(READER_LEFT)
