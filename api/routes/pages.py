"""The pages for people: `GET /` and `GET /docs`. They load nothing from anywhere else."""

from __future__ import annotations

from importlib import resources

from fastapi import APIRouter, FastAPI
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles
from starlette.responses import Response
from starlette.types import Scope

router = APIRouter(include_in_schema=False)

_OWN = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:"
_CLOSED = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
PAGE_POLICY = f"{_OWN}; {_CLOSED}"
# Swagger UI sets styles on its elements.
DOCS_POLICY = f"{_OWN}; style-src-attr 'unsafe-inline'; {_CLOSED}"


@router.api_route("/", methods=["GET", "HEAD"])
async def show_page() -> HTMLResponse:
    """Show the page on which a person tries a draft."""
    return _page("page.html", PAGE_POLICY)


@router.api_route("/docs", methods=["GET", "HEAD"])
async def show_docs() -> HTMLResponse:
    """Show the OpenAPI document in Swagger UI, from files of a package rather than a CDN."""
    return _page("docs.html", DOCS_POLICY)


def serve_assets(app: FastAPI) -> None:
    """Mounts the files that the pages load."""
    app.mount("/assets/swagger", _WholeFiles(packages=[("fastapi_swagger", "resources")]))
    app.mount("/assets", _WholeFiles(packages=[("api", "web")]))


class _WholeFiles(StaticFiles):
    """Serves small files whole: a range that makes no sense would be answered in plain text."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer as if no range had been asked for, which RFC 9110 allows (section 14.2)."""
        scope["headers"] = [header for header in scope["headers"] if header[0] != b"range"]
        return await super().get_response(path, scope)


def _page(name: str, policy: str) -> HTMLResponse:
    html = resources.files("api").joinpath("web", name).read_text(encoding="utf-8")
    return HTMLResponse(
        html, headers={"Content-Security-Policy": policy, "Cache-Control": "no-cache"}
    )
