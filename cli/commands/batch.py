"""`tactful batch`: a whole library of canned responses, rewritten and put back into its file."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cli import parameters as given
from cli.commands import batch_keeping
from cli.exits import CLEAN, FOUND, INTERRUPTED, SOME_LINES_BAD, give_up, talk
from cli.loading import load_rulebook, load_settings

if TYPE_CHECKING:
    from api.settings import Settings
    from cli.batches.files import OpenedFile
    from cli.batches.running import Run
    from guardrails.rulebook import Rulebook
    from rewriting.model.settings import ModelSettings

commands = typer.Typer(no_args_is_help=True)

_FILE = "What the file is, where it does not show"
_PRICE = "Prices, for --dry-run"

File = Annotated[
    Path, typer.Argument(metavar="IN", help="The library of canned responses; - for stdin.")
]
Out = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="OUT", help="Where the result goes; - for stdout."),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format", metavar="NAME", help="jsonl, csv, json, or a product.", rich_help_panel=_FILE
    ),
]
Column = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="The CSV column, by title or number, or the JSON key.",
        rich_help_panel=_FILE,
    ),
]
IdColumn = Annotated[
    str | None, typer.Option(metavar="NAME", help="The same for the ids.", rich_help_panel=_FILE)
]
Delimiter = Annotated[
    str | None,
    typer.Option(metavar="SIGN", help="Between CSV fields.", rich_help_panel=_FILE),
]
Encoding = Annotated[
    str | None, typer.Option(metavar="NAME", help="Such as mac-roman.", rich_help_panel=_FILE)
]
NoHeader = Annotated[
    bool,
    typer.Option(
        "--no-header", help="The first CSV row is a response, too.", rich_help_panel=_FILE
    ),
]
Markup = Annotated[
    Literal["text", "html"] | None,
    typer.Option(help="What the texts are written in.", rich_help_panel=_FILE),
]
Concurrency = Annotated[
    int | None,
    typer.Option(
        min=1, max=1_000, help="Items under way at a time; by default TACTFUL_BATCH_CONCURRENCY."
    ),
]
DryRun = Annotated[
    bool,
    typer.Option("--dry-run", help="Only say what would change and cost. Needs no database."),
]
Fresh = Annotated[
    bool, typer.Option("--fresh", help="Begin anew, whatever this run has come to before.")
]
PriceIn = Annotated[
    float | None,
    typer.Option(min=0, help="Of a million tokens sent.", rich_help_panel=_PRICE),
]
PriceOut = Annotated[
    float | None,
    typer.Option(min=0, help="Of a million tokens received.", rich_help_panel=_PRICE),
]


for command in (
    batch_keeping.submit,
    batch_keeping.status,
    batch_keeping.results,
    batch_keeping.report,
    batch_keeping.cancel,
):
    commands.command()(command)


@commands.callback()
def batch() -> None:
    """Rewrite a whole library of canned responses, and lose nothing."""


@commands.command()
def run(
    source: File,
    out: Out = None,
    format_: Format = None,
    engine: given.Engine = "auto",
    concurrency: Concurrency = None,
    dry_run: DryRun = False,
    fresh: Fresh = False,
    column: Column = None,
    id_column: IdColumn = None,
    delimiter: Delimiter = None,
    encoding: Encoding = None,
    no_header: NoHeader = False,
    markup: Markup = None,
    max_repairs: given.MaxRepairs = None,
    deadline_ms: given.DeadlineMs = None,
    price_in: PriceIn = None,
    price_out: PriceOut = None,
) -> None:
    """Rewrite the responses of a file, and write the file anew with nothing else changed.

    What was rejected, or could not be read, stays as it was, byte for byte. A run that was stopped
    or killed goes on with the same command. Exit code 3 if some items could not be processed.
    """
    from batch.formats.values import FormatOptions
    from cli.batches.files import open_file, require_writable

    settings = load_settings()
    if out is not None:
        require_writable(out, source)
    elif not dry_run:
        give_up("say with -o where the result goes, or look first with --dry-run.")
    reading = FormatOptions(column, id_column, delimiter, not no_header, encoding, markup)
    file = open_file(source, format_, reading)
    for id_, lines in file.library.repeated_ids.items():
        talk(f"The id {id_!r} stands in lines {', '.join(map(str, lines))}.")
    model = _chosen_model(settings)
    if model is None and engine == "model":
        from rewriting.errors import ModelNotConfigured

        give_up(str(ModelNotConfigured()))
    rulebook = load_rulebook(settings)
    if dry_run:
        by_rules = "the rules engine rewrites" if engine == "rules" else None
        without = by_rules or (None if model else "no model is configured")
        price = None if price_in is None and price_out is None else (price_in or 0, price_out or 0)
        raise typer.Exit(_estimate(file, settings, rulebook, price, without))
    from cli.batches.identity import identify
    from cli.batches.running import Run
    from rewriting.options import RewriteOptions

    options = RewriteOptions(
        engine=engine,
        max_repairs=settings.max_repairs if max_repairs is None else max_repairs,
        deadline_ms=deadline_ms or settings.deadline_ms,
    )
    judged_by = (rulebook.guidance.version, *(model.models if model else ()))
    batch_id = identify(file.content, file.library.format, reading, options, judged_by)
    assert out is not None  # noqa: S101  (given up above)
    raise typer.Exit(
        _run(Run(batch_id, file, reading, options, concurrency, fresh), out, settings, rulebook)
    )


def _run(run: Run, out: Path, settings: Settings, rulebook: Rulebook) -> int:
    from cli.batches.files import write_whole
    from cli.batches.running import carry_out
    from cli.batches.telling import errors_of, summarise
    from storage.errors import StorageError

    try:
        ended = asyncio.run(carry_out(run, settings, rulebook))
    except StorageError as error:
        give_up(str(error))
    if ended is None:
        return INTERRUPTED
    library = run.file.library
    try:
        write_whole(out, library.export(ended.placements.texts))
    except OSError as error:
        give_up(f"cannot write {out}: {error.strerror}. The same command again writes it.")
    for line in errors_of(library, ended):
        talk(line)
    talk(summarise(ended))
    if ended.status.state != "done":
        talk("The same command with --fresh begins anew.")
        return FOUND
    return SOME_LINES_BAD if ended.without_result else CLEAN


def _estimate(
    file: OpenedFile,
    settings: Settings,
    rulebook: Rulebook,
    price: tuple[float, float] | None,
    without_model: str | None,
) -> int:
    from cli.answers import write_text
    from cli.batches.estimating import Estimate, foresee
    from cli.batches.telling import estimate_lines, foreseen_line

    estimate = Estimate()
    for foreseen in foresee(file.library, settings, rulebook, estimate):
        if line := foreseen_line(file.library, foreseen):
            write_text(line)
    for line in estimate_lines(estimate, price, without_model):
        write_text(line)
    return SOME_LINES_BAD if estimate.bad else CLEAN


def _chosen_model(settings: Settings) -> ModelSettings | None:
    from api.settings import UnusableSettings
    from api.wiring import chosen_model

    try:
        return chosen_model(settings)
    except UnusableSettings as error:
        give_up(str(error))
