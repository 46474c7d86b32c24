"""`tactful serve`: the service over HTTP."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.exits import give_up
from cli.loading import load_settings
from guidance.errors import GuidanceError


def serve_http(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8000,
) -> None:
    """Serve the HTTP API and the page; ready when /readyz answers 200."""
    settings = load_settings()
    from api.serving import serve  # the web framework is slow to import
    from api.settings import UnusableSettings

    try:
        serve(host, port, settings)
    except (GuidanceError, UnusableSettings) as error:
        give_up(f"the service cannot start.\n{error}")
