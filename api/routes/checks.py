"""`POST /v1/checks`: what the guidance says of a text, without a model."""

from __future__ import annotations

from fastapi import APIRouter, Request

from api.documented import problems
from api.json_route import JsonRoute
from api.offsets import check_in_utf16
from api.problems import DEADLINE, TEXT_PROBLEMS
from api.schemas import CheckRequest, context_of
from api.services import Wired
from api.texts import accept, accept_context, accept_english, size_of
from guardrails.context import Context
from guardrails.precheck import check_draft
from guardrails.rulebook import Rulebook
from guardrails.values import Check

router = APIRouter(tags=["Drafts"], route_class=JsonRoute)


@router.post("/v1/checks", summary="Check a text", responses=problems(*TEXT_PROBLEMS, DEADLINE))
async def check_text(body: CheckRequest, request: Request, services: Wired) -> Check:
    """Check a text against the guidance: fast enough to underline while somebody types."""
    accept(body.text, "/text", services.settings)
    context = accept_context(context_of(body.context), services.settings)
    size = len(body.text) + size_of(context)
    check = await services.compute(size, _check, body.text, context, services.rulebook)
    request.state.notes.update(findings=len(check.findings), text_length=len(body.text))
    return check_in_utf16(check, body.text) if body.offset_unit == "utf16" else check


def _check(text: str, context: Context, rulebook: Rulebook) -> Check:
    accept_english(text, "/text")
    return check_draft(text, context, rulebook).check
