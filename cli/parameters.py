"""The options that several commands share, declared once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from guardrails import context
from rewriting.results import EngineChoice

_CONTEXT = "Context"


Source = Annotated[
    str | None, typer.Argument(metavar="[FILE]", help="A text file, or - for standard input.")
]
Text = Annotated[
    str | None, typer.Option("--text", "-t", metavar="TEXT", help="The text itself, not a file.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the whole answer as JSON.")]
Lines = Annotated[
    Path | None,
    typer.Option(
        "--jsonl",
        metavar="FILE",
        help="Many texts, one JSON object a line; - for standard input.",
    ),
]
CustomerMessage = Annotated[
    str | None,
    typer.Option(metavar="TEXT", help="What the customer wrote.", rich_help_panel=_CONTEXT),
]
Channel = Annotated[
    context.Channel | None, typer.Option(help="Where it will be sent.", rich_help_panel=_CONTEXT)
]
AgentName = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who signs.", rich_help_panel=_CONTEXT)
]
Names = Annotated[
    list[str] | None,
    typer.Option(
        "--name",
        metavar="NAME",
        help="A name of a person or product; as often as needed.",
        rich_help_panel=_CONTEXT,
    ),
]
Facts = Annotated[
    list[str] | None,
    typer.Option(
        "--fact",
        metavar="TEXT",
        help="Something true that a rewrite may say; as often as needed.",
        rich_help_panel=_CONTEXT,
    ),
]
Engine = Annotated[
    EngineChoice,
    typer.Option(help="Who rewrites; auto is the model if there is one, else the rules."),
]
Always = Annotated[bool, typer.Option("--always", help="Rewrite a draft that needs nothing, too.")]
MaxRepairs = Annotated[
    int | None, typer.Option(min=0, max=5, help="How often the model may mend its answer.")
]
DeadlineMs = Annotated[
    int | None, typer.Option(min=500, max=120_000, help="Time for one whole rewrite, in ms.")
]
