"""Runs the service until it is told to stop: what `tactful serve` does."""

from __future__ import annotations

import gc
import logging
import os
import socket
import sys
from contextlib import suppress
from ipaddress import ip_address

import uvicorn

from api.app import create_app
from api.logs import configure_logs
from api.settings import Settings, UnusableSettings, unknown_variables
from api.surroundings import chosen_keys

logger = logging.getLogger("tactful.serving")


def serve(host: str, port: int, settings: Settings) -> None:
    """Serve on `host` and `port` (0 for any free one), and say on stderr where.

    Returns after SIGTERM or SIGINT, when open requests have ended or `shutdown_s` has passed.
    Raises `GuidanceError`, and `UnusableSettings` also if the address cannot be listened on, or may
    not be without a key.
    """
    loopback = _require_free(host, port)
    app = create_app(settings, loopback=loopback)
    if not chosen_keys(settings):
        if not (loopback or settings.allow_anonymous):
            raise UnusableSettings(
                f"{host} can be reached by others. Set TACTFUL_API_KEYS, or, behind a gateway that "
                "asks for keys itself, TACTFUL_ALLOW_ANONYMOUS=true."
            )
        who = "only this machine" if loopback else "everybody who reaches it"
        sys.stderr.write(f"No keys are set: {who} may ask.\n")
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


def _require_free(host: str, port: int) -> bool:
    """Bind the address once beforehand, and say whether only this machine reaches it.

    uvicorn itself would only log the failure and exit.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            return ip_address(probe.getsockname()[0].partition("%")[0]).is_loopback
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UnusableSettings(f"{host} port {port} cannot be listened on: {why}.") from None


class _Server(uvicorn.Server):
    """Says where it listens, once it does."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and print the address.

        What is loaded by now stays for good: without it in the way, a full collection of garbage
        takes no time, where it would hold a request up by 0.2 s.
        """
        await super().startup(sockets)
        gc.collect()
        gc.freeze()
        for server in self.servers if self.started else ():
            for bound in server.sockets:
                host, port = bound.getsockname()[:2]
                host = f"[{host}]" if ":" in host else host
                sys.stderr.write(f"Tactful is ready at http://{host}:{port}\n")
