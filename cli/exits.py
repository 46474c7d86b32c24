"""The exit codes, and the one way to end because of a mistake in how the command was called."""

from __future__ import annotations

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


def talk(message: str) -> None:
    """Say something to the person: on stderr, so that stdout holds nothing but data."""
    typer.echo(message, err=True)


def give_up(message: str) -> NoReturn:
    """End with exit code 2 and a message that says what to correct."""
    talk(f"tactful: {message}")
    raise typer.Exit(MISUSED)
