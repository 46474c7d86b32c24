"""`POST /v1/rewrites`: a draft goes in, a proven rewrite comes out."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.sse import EventSourceResponse

from api.documented import problems
from api.json_route import JsonRoute
from api.leaving import unless_client_leaves
from api.offsets import result_in_utf16
from api.problems import MASKING_FAILED, MODEL_PROBLEMS, TEXT_PROBLEMS
from api.schemas import RewriteRequest, context_of
from api.services import Wired
from api.streaming import AS_EVENTS, Events, stream_events, wants_events
from api.texts import accept, accept_context
from rewriting.broadcast import Watcher
from rewriting.options import RewriteOptions
from rewriting.results import RewriteResult

router = APIRouter(tags=["Drafts"], route_class=JsonRoute)


@router.post(
    "/v1/rewrites",
    summary="Rewrite a draft",
    response_model=RewriteResult,
    responses=problems(*TEXT_PROBLEMS, *MODEL_PROBLEMS, MASKING_FAILED) | AS_EVENTS,
)
async def rewrite_draft(
    body: RewriteRequest, request: Request, services: Wired
) -> RewriteResult | EventSourceResponse:
    """Rewrite a draft so that it shows care, and prove the rewrite.

    What did not pass every check is never returned: `outcome` is then `rejected` and `text` null.
    A client that closes its connection stops the rewrite. With `Accept: text/event-stream` the
    text comes sentence by sentence, each checked before it is sent, and the whole result at last.
    """
    settings = services.settings
    accept(body.draft, "/draft", settings)
    context = accept_context(context_of(body.context), settings)
    options = RewriteOptions(
        engine=body.engine,
        always=body.always,
        max_repairs=settings.max_repairs if body.max_repairs is None else body.max_repairs,
        deadline_ms=settings.deadline_ms if body.deadline_ms is None else body.deadline_ms,
    )
    in_utf16 = body.offset_unit == "utf16"

    async def rewrite(watcher: Watcher | None = None) -> RewriteResult:
        result = await services.rewriter.rewrite(body.draft, context, options, watcher)
        request.app.state.metrics.count_rewrite(result)
        request.state.notes.update(
            outcome=result.outcome,
            engine=result.engine,
            degraded=result.degraded,
            attempts=len(result.attempts),
            draft_length=len(body.draft),
        )
        return result_in_utf16(result, body.draft) if in_utf16 else result

    if wants_events(request):
        return await stream_events(request, Events(body.draft, in_utf16=in_utf16), rewrite)
    return await unless_client_leaves(request.receive, rewrite())
