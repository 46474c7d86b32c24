"""Answers with a problem when something failed that nobody foresaw."""

from __future__ import annotations

import logging

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.logs import whereabouts
from api.problems import INTERNAL, ProblemError, answer

logger = logging.getLogger("tactful.faults")


def log_fault(error: Exception, scope: Scope) -> None:
    """Say what sort of failure befell a request and where, but not its message."""
    logger.error("request %s: %s", scope["state"]["request_id"], whereabouts(error))


class Faults:
    """The last resort. It logs what sort of failure it was and where, but not its message.

    Starlette's own raises the exception again, and uvicorn would log its message, in which there
    may be a draft.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, and answer for what failed in it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def note_start(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, note_start)
        except Exception as error:  # noqa: BLE001  (whatever it is, the client gets an answer)
            log_fault(error, scope)
            # A started answer can only be broken off: the server closes the connection.
            if not started:
                problem = ProblemError(INTERNAL, "Please tell us the request id.")
                await answer(problem, scope)(scope, receive, send)
