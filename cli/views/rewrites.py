"""A rewrite, as a person at a terminal sees it: side by side with its draft, and why."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from cli.views.plain import describe_outcome
from cli.views.terminal import ASIDE, highlighted, marked, missing_signals, table_of_findings
from cli.views.verdicts import table_of_reasons
from cli.views.words import visible
from guardrails.values import Span
from rewriting.results import Attempt, RewriteResult

WIDE = 90
"""Columns from which two texts fit side by side."""


def show_rewrite(console: Console, draft: str, result: RewriteResult) -> None:
    """Show the draft and its rewrite, what was found in the draft, and what became of it."""
    before = marked(draft, result.before.findings)
    if result.text is None or result.outcome == "unchanged":
        console.print(before)
    else:
        _show_both(console, before, highlighted(result.text, _new_spans(result)))
    if result.before.findings:
        console.print(table_of_findings(result.before.findings))
    if missing := missing_signals(result.before.signals):
        console.print(Padding(missing, (1, 0, 0, 2)))
    if result.text is None:
        console.print(_tried(result))
        if result.after:
            console.print(table_of_reasons(result.after.reasons))
    if result.advice.cool_off:
        reply = visible(result.advice.holding_reply or "")
        title = "Feelings run high: a reply that buys time"
        console.print(Panel(Text(reply), title=title, title_align="left", style="yellow"))
    console.print()
    console.print(
        describe_outcome(result), style="bold red" if result.text is None else "bold green"
    )


def _show_both(console: Console, before: Text, after: Text) -> None:
    if console.width < WIDE:
        for title, text in (("Draft", before), ("Rewrite", after)):
            console.print(Panel(text, title=title, title_align="left", box=box.HORIZONTALS))
        return
    table = Table(box=box.SIMPLE_HEAD, expand=True, padding=(0, 1))
    table.add_column("Draft", ratio=1)
    table.add_column("Rewrite", ratio=1)
    table.add_row(before, after)
    console.print(table)


def _tried(result: RewriteResult) -> Padding:
    """Who tried, and what was wrong with each answer."""
    tries = "\n".join(map(_try, result.attempts))
    return Padding(Text(tries, ASIDE), (1, 0, 0, 2))


def _try(attempt: Attempt) -> str:
    codes = ", ".join(attempt.reasons)
    if attempt.engine == "model":
        return f"tried  {attempt.model or 'model'}: {codes}"
    return f"tried  rules engine: found no safe wording{f' ({codes})' if codes else ''}"


def _new_spans(result: RewriteResult) -> Iterator[Span]:
    """Where the changes stand in the rewrite; they are told by where they were in the draft."""
    shift = 0
    for change in result.changes:
        start = change.start + shift
        yield start, start + len(change.after)
        shift += len(change.after) - len(change.before)
