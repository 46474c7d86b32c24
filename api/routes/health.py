"""`GET /healthz` and `/readyz`: for whoever keeps the service running."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fastapi import APIRouter, Request

from api.batch_desk import unavailable
from api.documented import problems
from api.problems import STORAGE_UNAVAILABLE
from api.services import Wired

router = APIRouter(tags=["Operations"])


@dataclass(frozen=True, slots=True)
class Health:
    """The process answers."""

    status: Literal["ok"] = "ok"


@dataclass(frozen=True, slots=True)
class Readiness:
    """Drafts are taken; `model` is the language model that is asked first, null without one."""

    status: Literal["ready"]
    guidance_version: str
    model: str | None


@router.head("/healthz", include_in_schema=False)
@router.get("/healthz", summary="Is the process alive?", responses=problems())
async def report_health() -> Health:
    """Tell that the process is alive."""
    return Health()


@router.head("/readyz", include_in_schema=False)
@router.get("/readyz", summary="Are drafts taken?", responses=problems(STORAGE_UNAVAILABLE))
async def report_readiness(request: Request, services: Wired) -> Readiness:
    """Tell that the guidance is loaded and the database usable. The model is never asked.

    A database of our own that nobody has needed yet is not started for this.
    """
    if not await request.app.state.batches.is_usable():
        raise unavailable("Checks and rewrites work; batches do not.")
    return Readiness("ready", services.rulebook.guidance.version, services.model)
