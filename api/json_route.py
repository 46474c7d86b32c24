"""Routes that take JSON, and take it only if every later step can rely on it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

from api.bodies import read_body, refuse_other_than_json
from api.services import services_of
from api.strict_json import read_json


class JsonRequest(Request):
    """A request whose body has been read and judged."""

    def __init__(self, request: Request, body: bytes, value: object) -> None:
        super().__init__(request.scope, request.receive)
        self._bytes = body
        self._value = value

    async def body(self) -> bytes:
        """The bytes of the body."""
        return self._bytes

    async def json(self) -> Any:
        """The value that the body holds."""
        return self._value


class JsonRoute(APIRoute):
    """Raises `ProblemError` for a body that is too large, too slow or not JSON.

    A route rather than a middleware, so that an unknown address or method is what it is, whatever
    was sent there; such a body is never read.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """What FastAPI calls with each request."""
        handle = super().get_route_handler()

        async def handle_json(request: Request) -> Response:
            refuse_other_than_json(request.headers)
            settings = services_of(request).settings
            announced = request.headers.get("content-length")
            body = await read_body(
                request.receive, announced, settings.body_limit, settings.body_timeout_s
            )
            return await handle(JsonRequest(request, body, read_json(body)))

        return handle_json
