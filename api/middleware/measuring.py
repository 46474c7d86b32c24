"""Counts every request and how long it took."""

from __future__ import annotations

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.metrics import Metrics

_ELSEWHERE = "(none)"
"""The route and the method of a request to an address that is none of ours."""


class Measuring:
    """Measures by route, not by address: an address can hold anything, also a draft."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, and count it when it has ended."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started, status = time.perf_counter(), 0

        async def note_status(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        self._metrics.open_request()
        try:
            await self.app(scope, receive, note_status)
        finally:
            route = getattr(scope.get("route"), "path", None)
            self._metrics.close_request(
                route or _ELSEWHERE,
                scope["method"] if route else _ELSEWHERE,
                status,
                time.perf_counter() - started,
            )
