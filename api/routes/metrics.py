"""`GET /metrics`: counts for Prometheus."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.documented import problems
from api.metrics import MEDIA_TYPE
from api.problems import UNAUTHORIZED

router = APIRouter(tags=["Operations"])


@router.get(
    "/metrics",
    summary="What is counted",
    response_class=Response,
    responses={
        200: {"content": {"text/plain": {"schema": {"type": "string"}}}},
        **problems(UNAUTHORIZED),
    },
)
async def report_metrics(request: Request) -> Response:
    """Tell the counts of this process in Prometheus' text format; no content of any text."""
    return Response(request.app.state.metrics.render(), media_type=MEDIA_TYPE)
