"""A bar on stderr while a long bulk run goes on, when a person is watching."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def progress(source: Path) -> Iterator[Callable[[], None]]:
    """Yield what to call after every line.

    There is no bar when stderr is not a terminal, nor when stdout is the same one: the answers
    themselves show how far it is.
    """
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=_count_lines(source))
        yield lambda: bar.advance(task)


def _count_lines(source: Path) -> int | None:
    if not source.is_file():
        return None
    with source.open("rb") as stream:
        return sum(not line.isspace() for line in stream)
