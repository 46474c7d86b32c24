"""A verdict, as a person at a terminal sees it."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cli.views.terminal import ASIDE, marked, missing_signals, table_of_findings
from cli.views.words import quoted
from guardrails.values import Reason, Verdict


def show_verdict(console: Console, rewrite: str, verdict: Verdict) -> None:
    """Show the rewrite with what is wrong in it, and every reason against it."""
    console.print(marked(rewrite, verdict.findings))
    if verdict.reasons:
        console.print(table_of_reasons(verdict.reasons))
    mild = [finding for finding in verdict.findings if finding.severity != "error"]
    if mild:
        console.print(table_of_findings(mild))
    if missing := missing_signals(verdict.signals):
        console.print()
        console.print(missing)
    console.print()
    console.print(_summary(verdict), style="bold green" if verdict.passed else "bold red")


def table_of_reasons(reasons: Iterable[Reason]) -> Padding:
    """Each reason with what was expected and what was found."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column()
    for reason in reasons:
        why = Text(reason.message)
        why.append(f"  in the {reason.where}", ASIDE)
        for label, words in (("expected", reason.expected), ("found", reason.found)):
            if words is not None:
                why.append(f"\n{label} ", ASIDE)
                why.append(quoted(words))
        table.add_row(Text(reason.code, "red"), why)
    return Padding(table, (1, 0, 0, 2))


def _summary(verdict: Verdict) -> str:
    if not verdict.passed:
        return f"Refused, for {_number(len(verdict.reasons), 'reason')}."
    kept = [
        _number(count, what)
        for count, what in (
            (verdict.facts.kept, "fact"),
            (verdict.placeholders.kept, "placeholder"),
        )
        if count
    ]
    return f"Passed{'; kept ' if kept else ''}{' and '.join(kept)}."


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'s' * (count != 1)}"
