"""`tactful batch submit|status|results|report|cancel`: batches by their ids."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from cli import parameters as given
from cli.answers import to_json, write_line, write_text
from cli.exits import give_up, talk
from cli.loading import load_settings

if TYPE_CHECKING:
    from api.settings import Settings
    from storage.database import Database

T = TypeVar("T")
Id = Annotated[str, typer.Argument(metavar="ID", help="What `batch submit` printed.")]


def submit(
    source: Annotated[Path, typer.Argument(metavar="IN", help="The library; - for stdin.")],
    format_: Annotated[
        str | None,
        typer.Option("--format", metavar="NAME", help="jsonl, csv, json, or a product."),
    ] = None,
    engine: given.Engine = "auto",
) -> None:
    """Keep a library as a batch for the workers, and print its id."""
    from api.libraries import entries_of
    from batch.formats.values import FormatOptions
    from batch.service import submit as keep
    from batch.sources import keep_source
    from cli.batches.files import open_file
    from rewriting.options import RewriteOptions

    settings, reading = load_settings(), FormatOptions()
    file = open_file(source, format_, reading)
    options = RewriteOptions(engine, False, settings.max_repairs, settings.deadline_ms)
    batch_id = _with_database(
        settings,
        lambda database: keep(
            database,
            entries_of(file.library.items, settings),
            options,
            keep_for=timedelta(days=settings.batch_retention_days),
            source=keep_source(file.name, file.content, file.library, reading),
        ),
    )
    write_text(batch_id)


def status(batch_id: Id) -> None:
    """Print how a batch stands, as JSON."""
    from batch.service import read_status

    write_line(to_json(_with_database(load_settings(), lambda base: read_status(base, batch_id))))


def cancel(batch_id: Id) -> None:
    """Let nothing more of a batch begin; what is done stays."""
    from batch.service import cancel as cancel_batch

    write_line(to_json(_with_database(load_settings(), lambda base: cancel_batch(base, batch_id))))


def results(
    batch_id: Id,
    out: Annotated[Path, typer.Option("--output", "-o", metavar="OUT", help="- for stdout.")],
) -> None:
    """Write the file of a batch that has ended, with its rewrites in their places."""
    _write(out, _with_database(load_settings(), lambda database: _export(database, batch_id)))


def report(
    batch_id: Id,
    out: Annotated[Path, typer.Option("--output", "-o", metavar="OUT", help="- for stdout.")],
) -> None:
    """Write the review report of a batch: one HTML page for a browser."""
    from batch.reporting import write_report

    async def collect(database: Database) -> bytes:
        return "".join([part async for part in write_report(database, batch_id)]).encode()

    _write(out, _with_database(load_settings(), collect))


def _write(out: Path, content: bytes) -> None:
    from cli.batches.files import write_whole

    try:
        write_whole(out, content)
    except OSError as error:
        give_up(f"cannot write {out}: {error.strerror}.")


async def _export(database: Database, batch_id: str) -> bytes:
    from batch import service
    from batch.exporting import place_results
    from batch.sources import open_source
    from batch.values import ENDED

    stands = await service.read_status(database, batch_id)
    if stands.state not in ENDED:
        give_up(f"the batch has not ended: {stands.done} of {stands.total} items are done.")
    source = await service.read_source(database, batch_id)
    if source is None:
        give_up("the batch was not made from a file.")
    library = open_source(source)
    placements = await place_results(library, service.read_results(database, batch_id))
    for seq, refusal in placements.refused.items():
        line = library.items[seq].line
        talk(f"line {line}: left as it is: {refusal.code}: {refusal.message}")
    return library.export(placements.texts)


def _with_database(settings: Settings, work: Callable[[Database], Awaitable[T]]) -> T:
    from api.batching import open_storage
    from batch.values import NoSuchBatch
    from storage.errors import StorageError

    async def do() -> T:
        async with open_storage(settings) as database:
            return await work(database)

    try:
        return asyncio.run(do())
    except (StorageError, NoSuchBatch) as error:
        give_up(str(error))
