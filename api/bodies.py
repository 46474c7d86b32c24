"""Reads a request's body: whole, within a size and a time."""

from __future__ import annotations

import asyncio

from starlette.datastructures import Headers
from starlette.types import Receive

from api.problems import (
    BODY_TIMEOUT,
    BODY_TOO_LARGE,
    CLIENT_LEFT,
    UNSUPPORTED_MEDIA_TYPE,
    ProblemError,
)


def refuse_other_than_json(headers: Headers) -> None:
    """Raises `ProblemError` (`unsupported_media_type`) unless the headers announce plain JSON."""
    media_type, _, parameters = headers.get("content-type", "").partition(";")
    charset = parameters.replace(" ", "").replace('"', "").lower().partition("charset=")[2]
    if media_type.strip().lower() != "application/json" or charset not in ("", "utf-8", "utf8"):
        raise ProblemError(
            UNSUPPORTED_MEDIA_TYPE,
            "Send JSON in UTF-8 with the header `Content-Type: application/json`.",
            headers={"Accept": "application/json"},
        )
    if headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise ProblemError(
            UNSUPPORTED_MEDIA_TYPE,
            "Send the body as it is, without a `Content-Encoding`.",
            headers={"Accept-Encoding": "identity"},
        )


async def read_body(receive: Receive, announced: str | None, limit: int, seconds: float) -> bytes:
    """The whole body; `announced` is its Content-Length if there is one, `limit` counts bytes.

    Raises `ProblemError`: `body_too_large` as soon as that is known, `body_timeout` if the last
    byte has not come after so many seconds, `client_left`.
    """
    if announced is not None and announced.isdecimal() and int(announced) > limit:
        raise _too_large(limit, int(announced))
    try:
        async with asyncio.timeout(seconds):
            return await _read(receive, limit)
    except TimeoutError:
        detail = f"The body was not complete after {seconds:g} seconds."
        raise ProblemError(BODY_TIMEOUT, detail, headers={"Connection": "close"}) from None


async def _read(receive: Receive, limit: int) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ProblemError(CLIENT_LEFT, "The connection was closed before the body's end.")
        body += message.get("body", b"")
        if len(body) > limit:
            raise _too_large(limit, len(body))
        if not message.get("more_body", False):
            return bytes(body)


def _too_large(limit: int, length: int) -> ProblemError:
    detail = f"The body may have {limit} bytes."
    return ProblemError(BODY_TOO_LARGE, detail, limit=limit, length=length)
