"""The service: routes, what happens around them, and what they work with."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from typing import Any

from fastapi import FastAPI

from api.batch_desk import open_desk
from api.description import describe
from api.errors import answer_errors
from api.metrics import Metrics
from api.routes import batches, checks, guidance, health, metrics, pages, rewrites, verifications
from api.services import Rewriting, Services
from api.settings import Settings, read_settings
from api.surroundings import surround
from api.warming import warm_up
from api.wiring import chosen_model, compile_rulebook, open_rewriter
from guardrails.rulebook import Rulebook
from rewriting.computing import Computing


class Service(FastAPI):
    """A FastAPI application that describes itself as it really answers."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document, made once."""
        if self.openapi_schema is None:
            self.openapi_schema = describe(self.routes)
        return self.openapi_schema


def create_app(
    settings: Settings | None = None,
    *,
    rulebook: Rulebook | None = None,
    rewriter: Rewriting | None = None,
    loopback: bool = False,
) -> Service:
    """A service with these settings, or with the environment's.

    `loopback` says that it listens where only this machine reaches it.
    A rulebook or rewriter that is given is used rather than made from the settings (batches have
    the settings' rewriter always). Raises
    `UnusableSettings` and `GuidanceError`: a service that could not work does not start.
    """
    settings = settings or read_settings()
    rulebook = rulebook or compile_rulebook(settings)
    chosen = chosen_model(settings)
    model = chosen.models[0] if chosen else None

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with closing(Computing()) as computing:
            async with open_rewriter(settings, rulebook, computing) as opened:
                if rewriter is None:
                    await warm_up(opened, rulebook.guidance)
                used = rewriter or opened
                app.state.services = Services(settings, rulebook, used, computing, model)
                async with open_desk(settings, opened) as app.state.batches:
                    yield

    counts = Metrics()
    app = Service(
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        middleware=surround(settings, counts, loopback=loopback),
    )
    for routes in (batches, rewrites, checks, verifications, guidance, health, metrics, pages):
        app.include_router(routes.router)
    pages.serve_assets(app)
    app.state.metrics = counts
    answer_errors(app)
    return app
