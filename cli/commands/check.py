"""`tactful check`: what the guidance says of a text."""

from __future__ import annotations

import sys

import typer

from api.settings import Settings
from api.texts import accept, accept_context, accept_english
from cli import parameters as given
from cli.answers import to_json, write_line, write_text
from cli.bulk import answer_lines
from cli.exits import CLEAN, FOUND
from cli.faults import plainly
from cli.inputs import (
    STDIN,
    expect_nothing_beside_lines,
    read_context,
    read_text,
)
from cli.lines import CheckLine
from cli.loading import load_rulebook, load_settings
from cli.views.plain import check_lines
from guardrails.context import Context
from guardrails.rulebook import Rulebook
from guardrails.values import Check


def check(
    source: given.Source = None,
    text: given.Text = None,
    as_json: given.AsJson = False,
    jsonl: given.Lines = None,
    customer_message: given.CustomerMessage = None,
    channel: given.Channel = None,
    agent_name: given.AgentName = None,
    names: given.Names = None,
    facts: given.Facts = None,
) -> None:
    """Check a text against the guidance; exit code 1 if there is a warning or an error."""
    context = read_context(customer_message, channel, agent_name, names, facts)
    settings = load_settings()
    if jsonl:
        expect_nothing_beside_lines(source, text, context)
        rulebook = load_rulebook(settings)

        def answer(line: CheckLine) -> Check:
            return _check(line.text, line.context, rulebook, settings)

        raise typer.Exit(answer_lines(jsonl, CheckLine, answer))
    draft = read_text(source, text)
    rulebook = load_rulebook(settings)
    with plainly():
        found = _check(draft, context, rulebook, settings)
    _show(draft, found, source or STDIN, as_json=as_json)
    guilty = any(finding.severity != "suggestion" for finding in found.findings)
    raise typer.Exit(FOUND if guilty else CLEAN)


def _check(text: str, context: Context, rulebook: Rulebook, settings: Settings) -> Check:
    accept(text, "/text", settings)
    context = accept_context(context, settings)
    accept_english(text, "/text")
    from guardrails.precheck import check_draft  # no other command needs what it imports at once

    return check_draft(text, context, rulebook).check


def _show(text: str, found: Check, name: str, *, as_json: bool) -> None:
    if as_json:
        write_line(to_json(found))
    elif sys.stdout.isatty():
        from cli.views.checks import show_check  # rich is for terminals, and slow to import
        from cli.views.terminal import open_console

        show_check(open_console(), text, found)
    else:
        for line in check_lines(name, text, found):
            write_text(line)
