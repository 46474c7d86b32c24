"""The rules of the guidance, as a person at a terminal sees them."""

from __future__ import annotations

from collections.abc import Iterable

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from cli.views.terminal import OFFENCE
from guidance.model import Rule


def show_rules(console: Console, rules: Iterable[Rule], version: str) -> None:
    """Show each rule with its severity and what it says."""
    table = Table(box=box.SIMPLE_HEAD, caption=f"guidance version {version}")
    table.add_column("rule", no_wrap=True)
    table.add_column("severity", no_wrap=True)
    table.add_column("what it says")
    for rule in rules:
        table.add_row(rule.id, Text(rule.severity, OFFENCE[rule.severity]), rule.message)
    console.print(table)
