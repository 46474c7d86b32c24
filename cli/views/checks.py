"""A check, as a person at a terminal sees it."""

from __future__ import annotations

from rich.console import Console

from cli.views.terminal import marked, missing_signals, table_of_findings
from cli.views.words import counted
from guardrails.values import Check


def show_check(console: Console, text: str, check: Check) -> None:
    """Show the text with its offences underlined, and why and what is better."""
    console.print(marked(text, check.findings))
    if check.findings:
        console.print(table_of_findings(check.findings))
    if missing := missing_signals(check.signals):
        console.print()
        console.print(missing)
    console.print()
    console.print(_summary(check), style="bold" if check.needs_rewrite else "green")


def _summary(check: Check) -> str:
    found = counted(check.findings) or "Nothing found"
    return f"{found}; {'needs a' if check.needs_rewrite else 'needs no'} rewrite."
