"""`tactful verify`: whether a rewrite, whoever wrote it, may stand for its draft."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from api.settings import Settings
from api.texts import accept, accept_context, accept_english, accept_rewrite
from cli import parameters as given
from cli.answers import to_json, write_line, write_text
from cli.bulk import answer_lines
from cli.exits import CLEAN, FOUND, give_up
from cli.faults import plainly
from cli.inputs import (
    STDIN,
    expect_nothing_beside_lines,
    read_context,
    read_text,
)
from cli.lines import VerifyLine
from cli.loading import load_rulebook, load_settings
from cli.views.plain import verdict_lines
from guardrails.context import Context
from guardrails.rulebook import Rulebook
from guardrails.values import Verdict

DraftFile = Annotated[
    str | None, typer.Argument(metavar="[DRAFT]", help="The draft's file, or - for standard input.")
]
RewriteFile = Annotated[
    str | None,
    typer.Argument(metavar="[REWRITE]", help="The rewrite's file, or - for standard input."),
]


def verify(
    draft: DraftFile = None,
    rewrite: RewriteFile = None,
    as_json: given.AsJson = False,
    jsonl: given.Lines = None,
    customer_message: given.CustomerMessage = None,
    channel: given.Channel = None,
    agent_name: given.AgentName = None,
    names: given.Names = None,
    facts: given.Facts = None,
) -> None:
    """Prove a rewrite against its draft; exit code 1 if it does not pass."""
    context = read_context(customer_message, channel, agent_name, names, facts)
    settings = load_settings()
    if jsonl:
        expect_nothing_beside_lines(draft, rewrite, context)
        rulebook = load_rulebook(settings)

        def answer(line: VerifyLine) -> Verdict:
            return _verify(line.draft, line.rewrite, line.context, rulebook, settings)

        raise typer.Exit(answer_lines(jsonl, VerifyLine, answer))
    if draft is None or rewrite is None:
        give_up("name the draft's file and the rewrite's.")
    if draft == rewrite == STDIN:
        give_up("the draft and the rewrite cannot both come from standard input.")
    texts = read_text(draft), read_text(rewrite)
    rulebook = load_rulebook(settings)
    with plainly():
        verdict = _verify(*texts, context, rulebook, settings)
    _show((draft, rewrite), texts, verdict, as_json=as_json)
    raise typer.Exit(CLEAN if verdict.passed else FOUND)


def _verify(
    draft: str, rewrite: str, context: Context, rulebook: Rulebook, settings: Settings
) -> Verdict:
    accept(draft, "/draft", settings)
    accept_rewrite(rewrite, "/rewrite", settings)
    context = accept_context(context, settings)
    accept_english(draft, "/draft")
    from guardrails.postcheck import postcheck  # half of all there is to import
    from guardrails.precheck import precheck

    return postcheck(precheck(draft, context, rulebook), rewrite)


def _show(
    names: tuple[str, str], texts: tuple[str, str], verdict: Verdict, *, as_json: bool
) -> None:
    if as_json:
        write_line(to_json(verdict))
    elif sys.stdout.isatty():
        from cli.views.terminal import open_console
        from cli.views.verdicts import show_verdict

        show_verdict(open_console(), texts[1], verdict)
    else:
        for line in verdict_lines(names, texts, verdict):
            write_text(line)
