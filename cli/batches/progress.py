"""How far a batch is, on stderr: a bar in a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

from cli.exits import talk

if TYPE_CHECKING:
    from batch.values import BatchStatus, Outcomes

EVERY_S = 10.0
"""Seconds between two lines where there is no terminal."""


@contextmanager
def show_progress(total: int) -> Iterator[Callable[[BatchStatus], None]]:
    """Yield what to call with how the batch stands, as often as one likes."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[outcomes]}"),
    )
    pace = _Pace()
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=total, rate="", outcomes="")

        def show(status: BatchStatus) -> None:
            pace.note(status)
            bar.update(
                task,
                completed=status.done,
                rate=f"{pace.rate:.1f}/s",
                outcomes=describe_outcomes(status.outcomes),
            )

        yield show


def describe_outcomes(outcomes: Outcomes) -> str:
    """How many items came to what, without those that are none: "12 rewritten, 1 error"."""
    names = ("rewritten", "unchanged", "rejected", "error")
    counts = asdict(outcomes)
    words = {"error": "errors" if counts["error"] != 1 else "error"}
    return ", ".join(f"{counts[name]} {words.get(name, name)}" for name in names if counts[name])


class _Pace:
    """Items a second since this command began to look; a batch may be older."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._first: int | None = None
        self.rate = 0.0
        self.left_s: float | None = None

    def note(self, status: BatchStatus) -> None:
        if self._first is None:
            self._first = status.done
        passed = time.monotonic() - self._began
        self.rate = (status.done - self._first) / passed if passed > 0 else 0.0
        self.left_s = (status.total - status.done) / self.rate if self.rate else None


class _Lines:
    """Says from time to time how far it is."""

    def __init__(self) -> None:
        self._pace = _Pace()
        self._next = time.monotonic() + EVERY_S

    def __call__(self, status: BatchStatus) -> None:
        self._pace.note(status)
        if time.monotonic() < self._next or status.done == status.total:
            return
        self._next = time.monotonic() + EVERY_S
        left = f", about {self._pace.left_s:.0f} s left" if self._pace.left_s else ""
        talk(
            f"{status.done} of {status.total} items, {self._pace.rate:.1f} a second{left} "
            f"({describe_outcomes(status.outcomes)})"
        )
