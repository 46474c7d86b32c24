"""Runs the service until it is told to stop: what `tactful serve` does."""

from __future__ import annotations

import logging
import os
import socket
import sys
from contextlib import suppress

import uvicorn

from api.app import create_app
from api.logs import configure_logs
from api.settings import Settings, unknown_variables

logger = logging.getLogger("tactful.serving")


def serve(host: str, port: int, settings: Settings) -> None:
    """Serve on `host` and `port` (0 for any free one), and say on stderr where.

    Returns after SIGTERM or SIGINT, when open requests have ended or `shutdown_s` has passed.
    Raises `GuidanceError`, `UnusableSettings`, and `SystemExit` if the address cannot be used.
    """
    app = create_app(settings)
    configure_logs(settings.log_level)
    for name in unknown_variables(os.environ):
        logger.warning("%s is not a setting of Tactful.", name)
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        lifespan="on",
        log_config=None,  # ours: one JSON object a line
        access_log=False,  # it would log addresses with everything in them
        server_header=False,
        timeout_graceful_shutdown=round(settings.shutdown_s),
    )
    with suppress(KeyboardInterrupt):  # uvicorn raises it again after a clean shutdown
        _Server(config).run()


class _Server(uvicorn.Server):
    """Says where it listens, once it does."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and print the address."""
        await super().startup(sockets)
        for server in self.servers if self.started else ():
            for bound in server.sockets:
                host, port = bound.getsockname()[:2]
                host = f"[{host}]" if ":" in host else host
                sys.stderr.write(f"Tactful is ready at http://{host}:{port}\n")
