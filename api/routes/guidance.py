"""`GET /v1/guidance`: everything that drafts are judged by."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.documented import problems
from api.problems import UNAUTHORIZED
from api.services import Wired
from api.views import GuidanceView, view_of

router = APIRouter(tags=["Guidance"])


_UNCHANGED = {"description": "The guidance is still the one that `If-None-Match` names."}


@router.get(
    "/v1/guidance",
    summary="Read the guidance",
    response_model=GuidanceView,
    responses={304: _UNCHANGED, **problems(UNAUTHORIZED)},
)
async def read_guidance(request: Request, services: Wired) -> Response:
    """Read the guidance: principles, rules with examples, and signals. Its version is the ETag."""
    guidance = services.rulebook.guidance
    tag = f'"{guidance.version}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if tag in request.headers.get("If-None-Match", ""):
        return Response(status_code=304, headers=headers)
    body = view_of(guidance).model_dump_json()
    return Response(body, media_type="application/json", headers=headers)
