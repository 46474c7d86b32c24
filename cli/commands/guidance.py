"""`tactful guidance`: the written guidance, listed and looked over."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cli import parameters as given
from cli.answers import write_line, write_text
from cli.exits import CLEAN, FOUND, talk
from cli.loading import load_rulebook, load_settings
from guidance.errors import GuidanceError
from guidance.model import Theme

commands = typer.Typer(no_args_is_help=True)
Directory = Annotated[
    Path | None,
    typer.Argument(
        metavar="[DIR]",
        help="A house's directory, laid over the built-in guidance; by default "
        "TACTFUL_GUIDANCE_DIR.",
    ),
]


@commands.command("list")
def list_rules(
    theme: Annotated[Theme | None, typer.Option(help="Only the rules of this theme.")] = None,
    as_json: given.AsJson = False,
) -> None:
    """List the rules that drafts are judged by; with --json the whole guidance."""
    guidance = load_rulebook(load_settings()).guidance
    if as_json:
        from api.views import view_of

        write_line(view_of(guidance).model_dump_json().encode("utf-8"))
        return
    rules = [rule for rule in guidance.rules if theme in (None, rule.theme)]
    if sys.stdout.isatty():
        from cli.views.rules import show_rules
        from cli.views.terminal import open_console

        show_rules(open_console(), rules, guidance.version)
        return
    for rule in rules:
        write_text(f"{rule.id}\t{rule.severity}\t{rule.message}")


@commands.command()
def lint(directory: Directory = None) -> None:
    """Look for mistakes in the guidance; exit code 1 if there is one."""
    from guardrails.linting import lint_directory  # it judges with every check there is

    try:
        guidance, problems = lint_directory(directory or load_settings().guidance_dir)
    except GuidanceError as error:
        write_text(str(error))
        raise typer.Exit(FOUND) from error
    for problem in problems:
        write_text(str(problem))
    if problems:
        raise typer.Exit(FOUND)
    talk(
        f"No mistake in {len(guidance.rules)} rules, {len(guidance.signals)} signals and "
        f"{len(guidance.principles)} principles; guidance version {guidance.version}."
    )
    raise typer.Exit(CLEAN)
