"""Counts each request and logs it in one line: ids, sizes, status, time, never what was said."""

from __future__ import annotations

import json
import logging
import time
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.metrics import Metrics

logger = logging.getLogger("tactful.access")

_NONE = "(none)"
"""The route and the method of a request to an address that is none of ours, where it is counted."""


class AccessLog:
    """Logs the route, not the address: an address can hold anything, also a draft.

    A handler adds what it knows (an outcome, an engine) to `request.state.notes`.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, and when it has ended, log it and count it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        status = request_bytes = response_bytes = 0
        notes: dict[str, Any] = scope.setdefault("state", {}).setdefault("notes", {})

        async def count_received() -> Message:
            nonlocal request_bytes
            message = await receive()
            request_bytes += len(message.get("body", b""))
            return message

        async def count_sent(message: Message) -> None:
            nonlocal status, response_bytes
            if message["type"] == "http.response.start":
                status = message["status"]
            response_bytes += len(message.get("body", b""))
            await send(message)

        self._metrics.open_request()
        try:
            await self.app(scope, count_received, count_sent)
        finally:
            seconds = time.perf_counter() - started
            route = getattr(scope.get("route"), "path", None)
            method = scope["method"] if route else None
            self._metrics.close_request(route or _NONE, method or _NONE, status, seconds)
            line = {
                "event": "request",
                "request_id": scope["state"].get("request_id"),
                "method": method,
                "route": route,
                "status": status,
                "ms": round(seconds * 1000, 1),
                "request_bytes": request_bytes,
                "response_bytes": response_bytes,
                **notes,
            }
            logger.info("%s", json.dumps(line), extra={"fields": line})
