"""`POST /v1/checks`: what the guidance says of a text, without a model."""

from __future__ import annotations

from fastapi import APIRouter, Request

from api.computing import compute
from api.documented import problems
from api.json_route import JsonRoute
from api.offsets import check_in_utf16
from api.problems import TEXT_PROBLEMS
from api.schemas import CheckRequest, context_of
from api.services import Wired
from api.texts import accept, accept_context, accept_english, size_of
from guardrails.precheck import precheck
from guardrails.values import Check

router = APIRouter(tags=["Drafts"], route_class=JsonRoute)


@router.post("/v1/checks", summary="Check a text", responses=problems(*TEXT_PROBLEMS))
async def check_text(body: CheckRequest, request: Request, services: Wired) -> Check:
    """Check a text against the guidance: fast enough to underline while somebody types."""
    accept(body.text, "/text", services.settings)
    context = accept_context(context_of(body.context), services.settings)
    accept_english(body.text, "/text")
    size = len(body.text) + size_of(context)
    pre = await compute(size, precheck, body.text, context, services.rulebook)
    request.state.notes.update(findings=len(pre.check.findings), text_length=len(body.text))
    return check_in_utf16(pre.check, body.text) if body.offset_unit == "utf16" else pre.check
