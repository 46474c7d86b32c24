"""A rewrite as server-sent events: `precheck`, `delta`, `retract`, `result`, `error`."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Literal

from fastapi.sse import EventSourceResponse, format_sse_event
from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.types import Scope

from api.documented import Responses
from api.errors import problem_of
from api.middleware.faults import log_fault
from api.offsets import check_in_utf16
from api.problems import INTERNAL, describe
from guardrails.values import Check
from rewriting.broadcast import Watcher
from rewriting.results import RewriteResult

MEDIA_TYPE = "text/event-stream"
_WEIGHT = re.compile(r"[01](\.[0-9]{0,3})?")
QUIET_S = 15.0
"""Seconds after which a comment says that the service is still there: proxies close what is silent
for a minute."""
BACKLOG = 64
"""Events that wait for a slow reader. The rewrite waits for the next, until its deadline."""

AS_EVENTS: Responses = {
    200: {
        "content": {
            MEDIA_TYPE: {
                "schema": {"type": "string"},
                "examples": {
                    "rewritten": {
                        "summary": "A rewrite as it is made",
                        "value": 'event: precheck\ndata: {"findings": [], ...}\n\n'
                        'event: delta\ndata: {"text": "I\'m so sorry."}\n\n'
                        'event: result\ndata: {"outcome": "rewritten", ...}\n\n',
                    }
                },
            }
        }
    }
}
"""What OpenAPI is told of the stream."""

EventName = Literal["precheck", "delta", "retract", "result", "error"]

_CHECK: TypeAdapter[Check] = TypeAdapter(Check)
_RESULT: TypeAdapter[RewriteResult] = TypeAdapter(RewriteResult)
_DELTA: TypeAdapter[dict[str, str]] = TypeAdapter(dict[str, str])


def wants_events(request: Request) -> bool:
    """Whether the client would rather have events than one answer (RFC 9110, section 12.5.1)."""
    return 0 < _quality(request, MEDIA_TYPE) >= _quality(request, "application/json")


def _quality(request: Request, media_type: str) -> float:
    """How much the Accept header asks for just this type: 0 to 1, and 0 if it is not named."""
    for entry in request.headers.get("accept", "").lower().split(","):
        name, *parameters = (part.strip() for part in entry.split(";"))
        if name == media_type:
            weights = [p[2:] for p in parameters if p.startswith("q=")]
            return float(weights[0]) if weights and _WEIGHT.fullmatch(weights[0]) else 1.0
    return 0.0


class Events:
    """What a watched rewrite tells, as events in wire form, until there is nothing more to tell."""

    def __init__(self, draft: str, *, in_utf16: bool) -> None:
        self._waiting: asyncio.Queue[bytes | None] = asyncio.Queue(BACKLOG)
        self._draft = draft
        self._in_utf16 = in_utf16

    async def prechecked(self, check: Check) -> None:
        """The draft was checked."""
        check = check_in_utf16(check, self._draft) if self._in_utf16 else check
        await self._put("precheck", _CHECK.dump_json(check, by_alias=True))

    async def told(self, text: str) -> None:
        """The text goes on with these words."""
        await self._put("delta", _DELTA.dump_json({"text": text}))

    async def retracted(self) -> None:
        """The text begins anew, or there is none."""
        await self._put("retract", b"{}")

    async def finished(self, result: RewriteResult) -> None:
        """The rewrite is there."""
        await self._put("result", _RESULT.dump_json(result, by_alias=True))

    async def end(self) -> None:
        """Say that nothing more comes."""
        await self._waiting.put(None)

    async def next(self) -> bytes | None:
        """The next event, a comment if none comes for a while, or null after the last."""
        try:
            async with asyncio.timeout(QUIET_S):
                return await self._waiting.get()
        except TimeoutError:
            return format_sse_event(comment="")

    async def _put(self, name: EventName, json: bytes) -> None:
        await self._waiting.put(_event(name, json))


def error_event(error: Exception, scope: Scope) -> bytes:
    """The last event of a stream that has no result; what nobody foresaw is logged."""
    problem = problem_of(error)
    if problem.kind is INTERNAL:
        log_fault(error, scope)
    return _event("error", describe(problem, scope).model_dump_json(exclude_none=True).encode())


def _event(name: EventName, json: bytes) -> bytes:
    return format_sse_event(event=name, data_str=json.decode())


async def stream_events(
    request: Request, events: Events, rewriting: Callable[[Watcher], Awaitable[RewriteResult]]
) -> EventSourceResponse:
    """Start a rewrite and answer with its events.

    What has failed before anything is sent is raised, and becomes an ordinary problem; what fails
    later becomes an `error` event. A client that leaves cancels the rewrite.
    """
    failure: Exception | None = None

    async def work() -> None:
        nonlocal failure
        # Cancelled, it ends at once: nobody reads what it could add.
        try:
            result = await rewriting(events)
        except Exception as error:  # noqa: BLE001  (whatever it is, the client gets an answer)
            failure = error
        else:
            await events.finished(result)
        await events.end()

    working = asyncio.create_task(work())
    first = await events.next()
    if failure:
        await working
        raise failure

    async def body() -> AsyncGenerator[bytes, None]:
        try:
            event = first
            while event is not None:
                yield event
                event = await events.next()
            if failure:
                yield error_event(failure, request.scope)
        finally:
            working.cancel()
            await asyncio.gather(working, return_exceptions=True)

    return EventSourceResponse(body(), headers={"X-Accel-Buffering": "no"})
