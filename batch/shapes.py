"""The JSON in which contexts, options and results lie in the tables."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from batch.values import ItemError, ItemId
from guardrails.context import Context
from rewriting.options import RewriteOptions
from rewriting.results import RewriteResult

CONTEXT: TypeAdapter[Context] = TypeAdapter(Context)
OPTIONS: TypeAdapter[RewriteOptions] = TypeAdapter(RewriteOptions)
RESULT: TypeAdapter[RewriteResult] = TypeAdapter(RewriteResult)
ERROR: TypeAdapter[ItemError] = TypeAdapter(ItemError)
ITEM_ID: TypeAdapter[ItemId] = TypeAdapter(ItemId)


def to_json(shape: TypeAdapter[Any], value: object) -> str:
    """The JSON of `value`, with the names that it has outside."""
    return shape.dump_json(value, by_alias=True).decode()
