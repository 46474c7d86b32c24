"""Asks for a key before anything of a request is read."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.keys import Keyring
from api.problems import UNAUTHORIZED, ProblemError, answer

_GUARDED = ("/v1/", "/metrics")


class Entrance:
    """Lets in who sends `Authorization: Bearer <key>`, and notes the key's name for the log.

    Pages, probes and documentation are open: they hold nothing of anybody.
    """

    def __init__(self, app: ASGIApp, keyring: Keyring) -> None:
        self.app = app
        self._keyring = keyring

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or answer 401."""
        if scope["type"] != "http" or not self._keyring or not scope["path"].startswith(_GUARDED):
            await self.app(scope, receive, send)
            return
        scheme, _, key = Headers(scope=scope).get("authorization", "").partition(" ")
        name = self._keyring.find(key.strip()) if scheme.lower() == "bearer" else None
        if name is None:
            problem = ProblemError(
                UNAUTHORIZED,
                "Send `Authorization: Bearer` with one of the service's keys.",
                headers={"WWW-Authenticate": 'Bearer realm="tactful"'},
            )
            await answer(problem, scope)(scope, receive, send)
            return
        scope.setdefault("state", {}).setdefault("notes", {})["key"] = name
        await self.app(scope, receive, send)
