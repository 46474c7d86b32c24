"""Serves only the names that the service goes by.

A page anywhere can point its own name at 127.0.0.1 and have the browser of whoever visits it ask a
local service ("DNS rebinding"). The Host header gives it away.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.problems import MISDIRECTED, ProblemError, answer

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")

_PORT = re.compile(r":[0-9]*\Z")


class Hosts:
    """Refuses a Host header with another name; `*` in a name stands for anything."""

    def __init__(self, app: ASGIApp, names: tuple[str, ...]) -> None:
        self.app = app
        self._names = tuple(name.lower() for name in names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or answer 421."""
        if scope["type"] == "http" and not self._knows(Headers(scope=scope).get("host", "")):
            detail = "This service does not go by this name: see TACTFUL_ALLOWED_HOSTS."
            await answer(ProblemError(MISDIRECTED, detail), scope)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _knows(self, host: str) -> bool:
        name = _PORT.sub("", host.lower())
        return any(fnmatchcase(name, _literal(known)) for known in self._names)


def _literal(name: str) -> str:
    """The name as a pattern in which only `*` is special; `[::1]` has brackets of its own."""
    return name.replace("[", "[[]").replace("?", "[?]")
