"""Describes to OpenAPI which problems a route answers with."""

from __future__ import annotations

from typing import Any

from api.problems import INTERNAL, MEDIA_TYPE, Problem, ProblemKind

Responses = dict[int | str, dict[str, Any]]

_PROBLEM = {"schema": {"$ref": "#/components/schemas/Problem"}}
_RETRY_AFTER = {
    "description": "Seconds after which to ask again.",
    "schema": {"type": "integer", "minimum": 1},
}


def problems(*kinds: ProblemKind) -> Responses:
    """The `responses` of a route that can answer with these problems, and with `internal`."""
    responses: Responses = {}
    for kind in sorted({*kinds, INTERNAL}, key=lambda kind: (kind.status, kind.code)):
        line = f"`{kind.code}`: {kind.title}."
        if kind.status in responses:
            responses[kind.status]["description"] += f" {line}"
        else:
            responses[kind.status] = {"description": line, "content": {MEDIA_TYPE: _PROBLEM}}
        if kind.status == 503:
            responses[kind.status]["headers"] = {"Retry-After": _RETRY_AFTER}
    return responses


def problem_schemas() -> dict[str, Any]:
    """The schemas that `problems` refers to."""
    template = "#/components/schemas/{model}"
    schema = Problem.model_json_schema(ref_template=template)
    return {**schema.pop("$defs", {}), "Problem": schema}
