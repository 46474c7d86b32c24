"""What the routes work with: put there at start, the same for every request."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, ParamSpec, Protocol, TypeVar, cast

from fastapi import Depends, Request

from api.settings import Settings
from guardrails.context import Context
from guardrails.rulebook import Rulebook
from rewriting.broadcast import Watcher
from rewriting.computing import Computing
from rewriting.errors import OutOfTime
from rewriting.options import RewriteOptions
from rewriting.results import RewriteResult

P = ParamSpec("P")
T = TypeVar("T")


class Rewriting(Protocol):
    """What can rewrite a draft: `rewriting.rewriter.Rewriter`, or a substitute in tests."""

    async def rewrite(
        self,
        draft: str,
        context: Context,
        options: RewriteOptions,
        watcher: Watcher | None = None,
    ) -> RewriteResult:
        """The outcome for one draft; see `Rewriter.rewrite`."""
        ...


@dataclass(frozen=True, slots=True)
class Services:
    """The parts of one running service; `model` is the name of its first model, if it has one."""

    settings: Settings
    rulebook: Rulebook
    rewriter: Rewriting
    computing: Computing
    model: str | None

    async def compute(
        self, size: int, step: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """What `step` returns for texts of so many code points, within the settings' deadline.

        Raises `OutOfTime`.
        """
        try:
            async with asyncio.timeout(self.settings.deadline_ms / 1000):
                return await self.computing.run(size, step, *args, **kwargs)
        except TimeoutError:
            raise OutOfTime from None


def services_of(request: Request) -> Services:
    """The parts of the service that `request` came to."""
    return cast(Services, request.app.state.services)


# Asynchronous, though it waits for nothing: FastAPI would run it in a thread otherwise.
async def _services(request: Request) -> Services:
    return services_of(request)


Wired = Annotated[Services, Depends(_services)]
