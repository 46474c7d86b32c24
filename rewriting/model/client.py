"""The HTTP client under the chat model: the OpenAI SDK without retries, redirects or big bodies."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from http.cookiejar import DefaultCookiePolicy

import httpx2
from openai import AsyncOpenAI, DefaultAsyncHttpx2Client

from rewriting.model.settings import ModelSettings

MAX_ANSWER_BYTES = 1 << 20
"""A text of 20,000 code points needs 240 KB at its most escaped; the rest is room for reasoning."""

MAX_STREAM_BYTES = 8 << 20
"""The same in pieces, of which each travels in some 300 bytes of its own."""

_CONNECT_SECONDS = 5.0
_LOCAL_KEY = "none"  # the SDK insists on a key, local servers do not look at it


class AnswerTooLarge(Exception):
    """A body was about to exceed its bound; the rest of it was never read."""


def open_client(settings: ModelSettings) -> AsyncOpenAI:
    """Open the one client of this process; its user closes it.

    It has no timeout but that for connecting: the SDK's count single reads, which a drip of bytes
    never exceeds, so the chat model bounds the whole. It follows no redirects, because a draft goes
    to the configured server and nowhere else.
    """
    # They log the server's reason phrase and its headers, which may quote the draft.
    for name in ("httpx2", "httpcore2"):
        logging.getLogger(name).setLevel(logging.WARNING)
    timeout = httpx2.Timeout(None, connect=_CONNECT_SECONDS)
    http = DefaultAsyncHttpx2Client(
        timeout=timeout, follow_redirects=False, event_hooks={"response": [_bound]}
    )
    # No cookies: they would tie the requests of different people together, and grow.
    http.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    return AsyncOpenAI(
        api_key=settings.api_key or _LOCAL_KEY,
        base_url=settings.base_url,
        max_retries=0,
        timeout=timeout,
        # An answer is small, and a compressed one could grow a thousandfold behind the count.
        default_headers={"Accept-Encoding": "identity"},
        http_client=http,
    )


async def _bound(response: httpx2.Response) -> None:
    """Let no body of this response grow large, be it an answer or an error."""
    if response.headers.get("content-encoding", "identity") != "identity":
        raise AnswerTooLarge
    # JSON is UTF-8 (RFC 8259); a hostile charset would make the SDK trip over an error body.
    response.encoding = "utf-8"
    streaming = response.request.headers.get("accept") == "text/event-stream"
    if isinstance(response.stream, httpx2.AsyncByteStream):
        response.stream = _BoundedStream(
            response.stream, MAX_STREAM_BYTES if streaming else MAX_ANSWER_BYTES
        )


class _BoundedStream(httpx2.AsyncByteStream):
    """A body that ends with an error before it holds more than `bound` bytes."""

    def __init__(self, stream: httpx2.AsyncByteStream, bound: int) -> None:
        self._stream = stream
        self._bound = bound

    async def __aiter__(self) -> AsyncIterator[bytes]:
        taken = 0
        async for chunk in self._stream:
            taken += len(chunk)
            if taken > self._bound:
                raise AnswerTooLarge
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()
