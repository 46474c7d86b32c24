"""`tactful rewrite`: a draft goes in, a proven rewrite comes out."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.settings import Settings
from api.texts import accept, accept_context
from cli import parameters as given
from cli.answers import Answers, to_json, write_line, write_text
from cli.bulk import answer_together
from cli.exits import CLEAN, FOUND, talk
from cli.faults import plainly
from cli.inputs import expect_nothing_beside_lines, open_lines, read_context, read_text
from cli.lines import RewriteLine, read_lines
from cli.loading import load_rulebook, load_settings, open_rewriter
from cli.progress import progress
from cli.views.plain import check_lines, describe_outcome
from cli.views.words import visible
from guardrails.context import Context
from rewriting.options import RewriteOptions
from rewriting.results import RewriteResult

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from rewriting.rewriter import Rewriter

    OpenRewriter = AbstractAsyncContextManager[Rewriter]

Concurrency = Annotated[
    int, typer.Option(min=1, max=200, help="Lines being rewritten at a time, with --jsonl.")
]


def rewrite(
    source: given.Source = None,
    text: given.Text = None,
    engine: given.Engine = "auto",
    always: given.Always = False,
    max_repairs: given.MaxRepairs = None,
    deadline_ms: given.DeadlineMs = None,
    as_json: given.AsJson = False,
    jsonl: given.Lines = None,
    concurrency: Concurrency = 8,
    customer_message: given.CustomerMessage = None,
    channel: given.Channel = None,
    agent_name: given.AgentName = None,
    names: given.Names = None,
    facts: given.Facts = None,
) -> None:
    """Rewrite a draft; exit code 1 if no wording passed every check."""
    context = read_context(customer_message, channel, agent_name, names, facts)
    settings = load_settings()
    options = RewriteOptions(
        engine=engine,
        always=always,
        max_repairs=settings.max_repairs if max_repairs is None else max_repairs,
        deadline_ms=deadline_ms or settings.deadline_ms,
    )
    if jsonl:
        expect_nothing_beside_lines(source, text, context)
    draft = "" if jsonl else read_text(source, text)
    # A draft that needs nothing needs no model either; of many some surely will.
    must_have_model = engine == "model" and jsonl is not None
    rewriter = open_rewriter(settings, load_rulebook(settings), must_have_model=must_have_model)
    if jsonl:
        raise typer.Exit(
            asyncio.run(_rewrite_lines(jsonl, rewriter, options, settings, concurrency))
        )
    with plainly():
        accept(draft, "/draft", settings)
        context = accept_context(context, settings)
        result = asyncio.run(_rewrite(draft, context, rewriter, options))
    _show(draft, result, as_json=as_json)
    raise typer.Exit(FOUND if result.outcome == "rejected" else CLEAN)


async def _rewrite(
    draft: str, context: Context, opening: OpenRewriter, options: RewriteOptions
) -> RewriteResult:
    async with opening as rewriter:
        return await rewriter.rewrite(draft, context, options)


async def _rewrite_lines(
    source: Path,
    opening: OpenRewriter,
    options: RewriteOptions,
    settings: Settings,
    concurrency: int,
) -> int:
    async def answer(line: RewriteLine) -> RewriteResult:
        accept(line.draft, "/draft", settings)
        context = accept_context(line.context, settings)
        return await rewriter.rewrite(line.draft, context, options)

    with open_lines(source) as stream, progress(source) as advance:
        answers = Answers(advance)
        async with opening as rewriter:
            await answer_together(read_lines(stream, RewriteLine), answer, answers, concurrency)
    return answers.exit_code


def _show(draft: str, result: RewriteResult, *, as_json: bool) -> None:
    if as_json:
        write_line(to_json(result))
        return
    if sys.stdout.isatty():
        from cli.views.rewrites import show_rewrite  # rich is for terminals, and slow to import
        from cli.views.terminal import open_console

        show_rewrite(open_console(), draft, result)
        return
    if result.text is not None:
        write_text(result.text)
    talk(describe_outcome(result))
    if result.text is None:
        for line in check_lines("draft", draft, result.before):
            talk(line)
    if result.advice.cool_off:
        reply = visible(result.advice.holding_reply or "")
        talk(f"Feelings run high. A reply that buys time: {reply}")
