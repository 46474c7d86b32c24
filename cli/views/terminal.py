"""The consoles, and what the views draw with: marked texts and tables of findings."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cli.views.words import better, quoted, visible
from guardrails.values import Finding, Signals, Span
from guidance.model import Severity

OFFENCE: dict[Severity, str] = {
    "error": "bold underline red",
    "warning": "underline yellow",
    "suggestion": "underline cyan",
}
BETTER = "green"
ASIDE = "dim"


def open_console() -> Console:
    """The console on stdout; rich leaves the colours out where `NO_COLOR` is set."""
    return Console(highlight=False, emoji=False, markup=False)


def marked(text: str, findings: Iterable[Finding]) -> Text:
    """The text with its offences underlined."""
    drawn = Text(visible(text))
    for finding in findings:
        drawn.stylize(OFFENCE[finding.severity], finding.start, finding.end)
    return drawn


def highlighted(text: str, spans: Iterable[Span]) -> Text:
    """The text with what is new in it in green."""
    drawn = Text(visible(text))
    for start, end in spans:
        drawn.stylize(BETTER, start, end)
    return drawn


def table_of_findings(findings: Iterable[Finding]) -> Padding:
    """Each finding with its message and better words."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, max_width=30)
    table.add_column()
    for finding in findings:
        why = Text.assemble(finding.message, (f"\n{finding.severity} {finding.rule}", ASIDE))
        if words := better(finding):
            why.append(" → ", ASIDE)
            why.append(words, BETTER)
        offence = Text.assemble((quoted(finding.match, 28), OFFENCE[finding.severity]))
        table.add_row(offence, why)
    return Padding(table, (1, 0, 0, 2))


def missing_signals(signals: Signals) -> Text | None:
    """The signals that the situation calls for and the text lacks, or null."""
    names = signals.missing()
    if not names:
        return None
    words = ", ".join(name.replace("_", " ") for name in names)
    return Text.assemble(("missing  ", "yellow"), words)
