"""What the routes work with: put there at start, the same for every request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Protocol, cast

from fastapi import Depends, Request

from api.settings import Settings
from guardrails.context import Context
from guardrails.rulebook import Rulebook
from rewriting.options import RewriteOptions
from rewriting.results import RewriteResult


class Rewriting(Protocol):
    """What can rewrite a draft: `rewriting.rewriter.Rewriter`, or a substitute in tests."""

    async def rewrite(self, draft: str, context: Context, options: RewriteOptions) -> RewriteResult:
        """The outcome for one draft; see `Rewriter.rewrite`."""
        ...


@dataclass(frozen=True, slots=True)
class Services:
    """The parts of one running service; `model` is the name of its first model, if it has one."""

    settings: Settings
    rulebook: Rulebook
    rewriter: Rewriting
    model: str | None


def services_of(request: Request) -> Services:
    """The parts of the service that `request` came to."""
    return cast(Services, request.app.state.services)


# Asynchronous, though it waits for nothing: FastAPI would run it in a thread otherwise.
async def _services(request: Request) -> Services:
    return services_of(request)


Wired = Annotated[Services, Depends(_services)]
