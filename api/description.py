"""The OpenAPI document: what FastAPI can tell of the routes, and what it cannot know."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from typing import Any

from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema
from starlette.routing import BaseRoute

from api.batch_requests import BatchRequest, FileOptionsRequest
from api.documented import problem_schemas

VERSION = "1"
"""Of the HTTP interface; it changes with the `/v1` in the addresses, not with each release."""


def describe(routes: Sequence[BaseRoute]) -> dict[str, Any]:
    """The OpenAPI 3.1 document of these routes."""
    document = get_openapi(
        title="Tactful",
        version=VERSION,
        summary="Rewrites customer-support drafts so that they show care, and proves the rewrite.",
        description=resources.files("api").joinpath("openapi.md").read_text(encoding="utf-8"),
        routes=routes,
        license_info=None,
    )
    schemas = document["components"]["schemas"]
    schemas.update(_unseen_schemas())
    document["components"]["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
    for path, operations in document["paths"].items():
        if path.startswith("/v1/"):
            for operation in operations.values():
                operation["security"] = [{"key": []}, {}]  # none where the service has no keys
    schemas.update(problem_schemas())
    for name, schema in schemas.items():
        # Defaults make a field optional in a request; an answer always holds every field.
        asked = name.endswith("Request") or name in ("RequestContext", "Problem")
        if "properties" in schema and not asked:
            schema["required"] = list(schema["properties"])
    return document


def _unseen_schemas() -> dict[str, Any]:
    """Those of the bodies that the routes of batches read by themselves."""
    template = "#/components/schemas/{model}"
    _, found = models_json_schema(
        [(BatchRequest, "validation"), (FileOptionsRequest, "validation")], ref_template=template
    )
    schemas: dict[str, Any] = found["$defs"]
    return schemas
