"""`tactful storage`: the tables of the database that the settings name."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import typer

from cli.exits import give_up, talk
from cli.loading import load_settings

if TYPE_CHECKING:
    from storage.migrating import Applied

commands = typer.Typer(no_args_is_help=True)


@commands.callback()
def storage() -> None:
    """Look after the database that batches lie in."""


@commands.command()
def migrate() -> None:
    """Make the tables, or bring them up to date; stop the workers first."""
    settings = load_settings()
    if settings.database_url is None:
        give_up("TACTFUL_DATABASE_URL is not set. A database of our own brings itself up to date.")
    from storage.errors import StorageError

    try:
        applied = asyncio.run(_migrate(settings.database_url.get_secret_value()))
    except StorageError as error:
        give_up(str(error))
    if applied is None:
        talk("The tables are up to date.")
    else:
        talk(f"The tables are now of version {applied.version} ({applied.queue}).")


async def _migrate(url: str) -> Applied | None:
    from storage.migrating import migrate_database

    return await migrate_database(url)
