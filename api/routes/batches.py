"""`/v1/batches`: many drafts, rewritten in the background and put back into their file."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any

import psycopg
from fastapi import APIRouter, Query, Request, Response
from fastapi.routing import APIRoute
from fastapi.sse import EventSourceResponse
from psycopg_pool import PoolTimeout
from starlette.responses import HTMLResponse, StreamingResponse

from api.batch_answers import (
    ItemsPage,
    ResultsFormat,
    as_csv,
    as_events,
    as_lines,
    export,
    view_item,
)
from api.batch_desk import RETRY_S, BatchDesk, unavailable
from api.batch_requests import read_items, read_upload
from api.bodies import read_body, refuse_other_than_json
from api.documented import problems
from api.multipart import boundary_of
from api.problems import (
    BATCH_PROBLEMS,
    INVALID,
    MODEL_NOT_CONFIGURED,
    NO_SOURCE,
    NOT_ENDED,
    NOT_FOUND,
    OVERLOADED,
    STORAGE_UNAVAILABLE,
    TEXT_PROBLEMS,
    UNREADABLE_FILE,
    FieldProblem,
    ProblemError,
)
from api.services import Wired
from api.streaming import wants_events
from batch import service
from batch.reporting import write_report
from batch.values import ENDED, BadCursor, BatchState, BatchStatus, NoSuchBatch
from rewriting.errors import ModelNotConfigured

UPLOAD_S = 60.0
"""Seconds for an upload to arrive."""
AROUND_A_FILE = 64 * 1024
"""Bytes of a form besides its file."""


class BatchRoute(APIRoute):
    """Answers what is the same for all routes of batches: none there, no database."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """What FastAPI calls with each request."""
        handle = super().get_route_handler()

        async def handle_batch(request: Request) -> Response:
            try:
                return await handle(request)
            except NoSuchBatch:
                raise ProblemError(NOT_FOUND, "There is no batch of this id.") from None
            except BadCursor as error:
                wrong = FieldProblem(pointer="/cursor", message=str(error))
                raise ProblemError(INVALID, str(error), errors=(wrong,)) from None
            except (psycopg.Error, PoolTimeout):
                raise unavailable("The database cannot be reached.") from None

        return handle_batch


router = APIRouter(tags=["Batches"], route_class=BatchRoute)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A batch that is kept, and will be worked on."""

    batch_id: str
    state: BatchState
    total: int


_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/BatchRequest"}},
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "string", "format": "binary"},
                        "options": {"$ref": "#/components/schemas/FileOptionsRequest"},
                    },
                }
            },
        },
    }
}


@router.post(
    "/v1/batches",
    status_code=202,
    summary="Make a batch",
    responses=problems(*TEXT_PROBLEMS, STORAGE_UNAVAILABLE, UNREADABLE_FILE, MODEL_NOT_CONFIGURED),
    openapi_extra=_BODY,
)
async def make_batch(request: Request, services: Wired) -> Accepted:
    """Keep drafts, or the file of a product's canned responses, and rewrite them in the background.

    An item that cannot be read has an error of its own and stops no other.
    """
    settings, desk = services.settings, _desk(request)
    boundary = boundary_of(request.headers.get("content-type", ""))
    if boundary is None:
        refuse_other_than_json(request.headers)
    if desk.uploads.locked():
        detail = "As many uploads as can be read at a time are under way."
        raise ProblemError(OVERLOADED, detail, headers={"Retry-After": str(RETRY_S)})
    async with desk.uploads:
        limit = settings.batch_upload_limit + (AROUND_A_FILE if boundary else 0)
        announced = request.headers.get("content-length")
        body = await read_body(request.receive, announced, limit, UPLOAD_S)
        if boundary is None:
            made = await asyncio.to_thread(read_items, body, settings)
        else:
            made = await asyncio.to_thread(read_upload, body, boundary, settings)
        if made.options.engine == "model" and services.model is None:
            raise ModelNotConfigured
        database = await desk.database()
        batch_id = await service.submit(
            database,
            made.entries,
            made.options,
            keep_for=timedelta(days=settings.batch_retention_days),
            owner_key=_owner(request),
            source=made.source,
        )
    status = await service.read_status(database, batch_id, owner_key=_owner(request))
    return Accepted(batch_id, status.state, status.total)


@router.get(
    "/v1/batches/{batch_id}",
    summary="See how a batch stands",
    response_model=BatchStatus,
    responses=problems(*BATCH_PROBLEMS, INVALID)
    | {200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
)
async def read_batch(batch_id: str, request: Request) -> BatchStatus | EventSourceResponse:
    """See how a batch stands; with `Accept: text/event-stream` as `progress` events to its end."""
    database = await _desk(request).existing()
    owner = _owner(request)

    async def look() -> BatchStatus:
        return await service.read_status(database, batch_id, owner_key=owner)

    status = await look()
    if wants_events(request):
        return EventSourceResponse(as_events(look), headers={"X-Accel-Buffering": "no"})
    return status


@router.get(
    "/v1/batches/{batch_id}/items",
    summary="Read the items of a batch",
    responses=problems(*BATCH_PROBLEMS, INVALID),
)
async def read_items_of_batch(
    batch_id: str,
    request: Request,
    cursor: Annotated[str | None, Query(description="`next` of the page before.")] = None,
) -> ItemsPage:
    """Read a page of items in their order, each with its result once there is one."""
    database = await _desk(request).existing()
    page = await service.read_page(database, batch_id, cursor=cursor, owner_key=_owner(request))
    request_id = request.state.request_id
    return ItemsPage(tuple(view_item(item, request_id) for item in page.items), page.next)


@router.get(
    "/v1/batches/{batch_id}/results",
    summary="Fetch the results of a batch",
    response_class=Response,
    responses=problems(*BATCH_PROBLEMS, INVALID, NOT_ENDED, NO_SOURCE)
    | {
        200: {
            "content": {
                "application/octet-stream": {"schema": {"type": "string", "format": "binary"}}
            }
        }
    },
)
async def fetch_results(
    batch_id: str,
    request: Request,
    format: Annotated[  # noqa: A002  (its name in the address)
        ResultsFormat | None,
        Query(description="`source` is the file as it came; by default that, or `jsonl`."),
    ] = None,
) -> Response:
    """Fetch the file that the batch was made from with its rewrites in it, or all results."""
    database, owner = await _desk(request).existing(), _owner(request)
    status = await service.read_status(database, batch_id, owner_key=owner)
    if status.state not in ENDED:
        raise ProblemError(NOT_ENDED, f"{status.done} of {status.total} items are done.")
    source = None
    if format in (None, "source"):
        source = await service.read_source(database, batch_id, owner_key=owner)
        if source is None and format == "source":
            raise ProblemError(NO_SOURCE, "Ask for the format `jsonl` or `csv`.")
    if source is not None:
        content = await export(database, batch_id, source, owner)
        return Response(content, media_type="application/octet-stream", headers=_as_file("out"))
    if format == "csv":
        table = as_csv(database, batch_id, owner)
        return StreamingResponse(table, media_type="text/csv", headers=_as_file("csv"))
    lines = as_lines(database, batch_id, owner)
    return StreamingResponse(lines, media_type="application/jsonl", headers=_as_file("jsonl"))


@router.get(
    "/v1/batches/{batch_id}/report",
    summary="Review a batch",
    response_class=HTMLResponse,
    responses=problems(*BATCH_PROBLEMS, INVALID),
)
async def review_batch(batch_id: str, request: Request, services: Wired) -> Response:
    """Review every item side by side, decide, and download the decisions: one page for a browser.

    It loads nothing and sends nothing.
    """
    database, owner = await _desk(request).existing(), _owner(request)
    page = write_report(database, batch_id, owner_key=owner, model=services.model)
    first = await anext(page)  # raises what there is to raise before anything is sent

    async def whole() -> AsyncGenerator[str, None]:
        yield first
        async for part in page:
            yield part

    # The page's own policy, in its head, allows its one script; ours would forbid it.
    headers = {"Content-Security-Policy": "frame-ancestors 'none'"}
    return StreamingResponse(whole(), media_type="text/html", headers=headers)


@router.post(
    "/v1/batches/{batch_id}/cancel",
    summary="Cancel a batch",
    responses=problems(*BATCH_PROBLEMS, INVALID),
)
async def cancel_batch(batch_id: str, request: Request) -> BatchStatus:
    """Begin no further item; what is under way is finished, and results stay."""
    database = await _desk(request).existing()
    return await service.cancel(database, batch_id, owner_key=_owner(request))


@router.delete(
    "/v1/batches/{batch_id}",
    status_code=204,
    summary="Delete a batch",
    responses=problems(*BATCH_PROBLEMS, INVALID),
)
async def delete_batch(batch_id: str, request: Request) -> None:
    """Delete a batch with its drafts and results."""
    database = await _desk(request).existing()
    await service.delete(database, batch_id, owner_key=_owner(request))


def _desk(request: Request) -> BatchDesk:
    desk: BatchDesk = request.app.state.batches
    return desk


def _owner(request: Request) -> str | None:
    """The name of the key that asks; null where the service has no keys."""
    owner: str | None = request.scope["state"]["notes"].get("key")
    return owner


def _as_file(ending: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="results.{ending}"'}
