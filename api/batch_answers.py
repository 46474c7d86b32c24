"""What the routes of batches answer with: items, results as a file, progress as events."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

from fastapi.sse import format_sse_event
from pydantic import TypeAdapter

from api import problems
from api.problems import Problem, ProblemKind
from batch.exporting import place_results
from batch.service import read_results
from batch.sources import open_source
from batch.values import ENDED, BatchItem, BatchStatus, ItemId, ItemState
from rewriting.results import RewriteResult
from storage.database import Database
from storage.rows import Source

ResultsFormat = Literal["source", "jsonl", "csv"]
LOOK_S = 0.5
"""Seconds between two looks at a batch whose progress is told."""
QUIET_LOOKS = 30
"""Looks without news after which a comment says that the service is still there."""

_RESULT: TypeAdapter[RewriteResult] = TypeAdapter(RewriteResult)
_STATUS: TypeAdapter[BatchStatus] = TypeAdapter(BatchStatus)
_KINDS = {kind.code: kind for kind in vars(problems).values() if isinstance(kind, ProblemKind)}


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item of a batch: its result, or the problem that it met, or neither yet."""

    seq: int
    id: ItemId
    state: ItemState
    result: RewriteResult | None
    error: Problem | None


@dataclass(frozen=True, slots=True)
class ItemsPage:
    """Items in order; `next` is the cursor of those after them, null after the last."""

    items: tuple[ItemView, ...]
    next: str | None


def view_item(item: BatchItem, request_id: str) -> ItemView:
    """The public form of an item."""
    problem = None
    if item.error:
        code = item.error.code
        kind = _KINDS.get(code) or ProblemKind(code, 422, "The item cannot be read")
        problem = Problem(
            type=f"urn:tactful:problem:{code}",
            title=kind.title,
            status=kind.status,
            code=code,
            detail=item.error.message,
            request_id=request_id,
        )
    return ItemView(item.seq, item.id, item.state, item.result, problem)


async def export(database: Database, batch_id: str, source: Source, owner: str | None) -> bytes:
    """The file of a batch with its rewrites in their places."""
    library = await asyncio.to_thread(open_source, source)
    items = read_results(database, batch_id, owner_key=owner)
    placements = await place_results(library, items)
    return await asyncio.to_thread(library.export, placements.texts)


async def as_lines(
    database: Database, batch_id: str, owner: str | None
) -> AsyncGenerator[bytes, None]:
    """The results as JSON lines, like those of the command line."""
    async for item in read_results(database, batch_id, owner_key=owner):
        head = json.dumps({"seq": item.seq, "id": item.id})
        if item.result:
            yield f"{head[:-1]}, ".encode() + _RESULT.dump_json(item.result, by_alias=True)[1:]
        elif item.error:
            error = {"code": item.error.code, "message": item.error.message}
            yield f'{head[:-1]}, "error": {json.dumps(error)}}}'.encode()
        else:
            yield f'{head[:-1]}, "state": "{item.state}"}}'.encode()
        yield b"\n"


async def as_csv(
    database: Database, batch_id: str, owner: str | None
) -> AsyncGenerator[bytes, None]:
    """The results as a table: what each item came to, and its text."""
    yield _row("seq", "id", "outcome", "engine", "text", "error", "message")
    async for item in read_results(database, batch_id, owner_key=owner):
        if result := item.result:
            yield _row(item.seq, item.id, result.outcome, result.engine, result.text, None, None)
        else:
            code, message = (item.error.code, item.error.message) if item.error else (None, None)
            yield _row(item.seq, item.id, item.state, None, None, code, message)


def _row(*fields: str | int | None) -> bytes:
    line = io.StringIO(newline="")
    csv.writer(line).writerow(fields)
    return line.getvalue().encode()


async def as_events(look: Callable[[], Awaitable[BatchStatus]]) -> AsyncGenerator[bytes, None]:
    """A `progress` event each time that the batch has got on, until it has ended."""
    before: BatchStatus | None = None
    quiet = 0
    while True:
        status = await look()
        if before is None or (status.state, status.done) != (before.state, before.done):
            quiet = 0
            yield format_sse_event(event="progress", data_str=_STATUS.dump_json(status).decode())
        elif (quiet := quiet + 1) % QUIET_LOOKS == 0:
            yield format_sse_event(comment="")
        if status.state in ENDED:
            return
        before = status
        await asyncio.sleep(LOOK_S)
