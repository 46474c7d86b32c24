"""The `tactful` command and its subcommands."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import Annotated

import typer

from cli.commands import batch, guidance, storage
from cli.commands.check import check
from cli.commands.rewrite import rewrite
from cli.commands.serve import serve_http
from cli.commands.verify import verify
from cli.commands.worker import work

app = typer.Typer(
    name="tactful",
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
    add_completion=False,
    # A traceback with its local variables would show somebody's draft.
    pretty_exceptions_enable=False,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # slow to import, and seldom asked for

        typer.echo(f"tactful {version('tactful')}")
        raise typer.Exit


@app.callback()
def tactful(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Rewrites customer-support drafts so that they show care, and proves what it returns."""


app.command()(check)
app.command()(rewrite)
app.command()(verify)
app.command("serve")(serve_http)
app.command("worker")(work)
app.add_typer(batch.commands, name="batch", help="Whole libraries of canned responses.")
app.add_typer(guidance.commands, name="guidance", help="The written guidance.")
app.add_typer(storage.commands, name="storage", help="The database that batches lie in.")


def main() -> None:
    """Run the command that the arguments name, and end the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a narrow locale must not end a run
    app()
