"""`POST /v1/verifications`: whether a rewrite that anybody made may stand for its draft."""

from __future__ import annotations

from fastapi import APIRouter, Request

from api.documented import problems
from api.json_route import JsonRoute
from api.offsets import verdict_in_utf16
from api.problems import DEADLINE, MASKING_FAILED, TEXT_PROBLEMS
from api.schemas import VerificationRequest, context_of
from api.services import Wired
from api.texts import accept, accept_context, accept_english, accept_rewrite, size_of
from guardrails.context import Context
from guardrails.postcheck import postcheck
from guardrails.precheck import precheck
from guardrails.rulebook import Rulebook
from guardrails.values import Verdict

router = APIRouter(tags=["Drafts"], route_class=JsonRoute)


@router.post(
    "/v1/verifications",
    summary="Prove a rewrite",
    responses=problems(*TEXT_PROBLEMS, MASKING_FAILED, DEADLINE),
)
async def verify_rewrite(body: VerificationRequest, request: Request, services: Wired) -> Verdict:
    """Prove a rewrite against its draft with the checks that a model's answer has to pass.

    A rewrite that does not pass is an answer, not a problem: `passed` is false, with reasons.
    """
    accept(body.draft, "/draft", services.settings)
    accept_rewrite(body.rewrite, "/rewrite", services.settings)
    context = accept_context(context_of(body.context), services.settings)
    size = len(body.draft) + len(body.rewrite) + size_of(context)
    verdict = await services.compute(
        size, _verify, body.draft, body.rewrite, context, services.rulebook
    )
    request.state.notes.update(
        passed=verdict.passed, text_length=len(body.draft) + len(body.rewrite)
    )
    if body.offset_unit == "utf16":
        return verdict_in_utf16(verdict, body.draft, body.rewrite)
    return verdict


def _verify(draft: str, rewrite: str, context: Context, rulebook: Rulebook) -> Verdict:
    accept_english(draft, "/draft")
    return postcheck(precheck(draft, context, rulebook), rewrite)
