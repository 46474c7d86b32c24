"""Many texts, one JSON object a line: the shapes of the lines, and reading them."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, BinaryIO, Generic, TypeVar

from pydantic import BeforeValidator, PlainValidator, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from api.expectations import expectation
from guardrails.context import NO_CONTEXT, Context

LONGEST_LINE = 4 * 1024 * 1024
"""Bytes of one line: more than the longest draft and message fill with every letter escaped."""
MOST_FAULTS = 5
"""Of one line no more than this is named, however much is wrong with it."""


def _open_context(value: object) -> object:
    """A context may be left out, or be the customer's message alone."""
    if value is None:
        return {}
    return {"customer_message": value} if isinstance(value, str) else value


def _accept_id(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise PydanticCustomError("id_type", "Should be text or a whole number.")
    return value


Id = Annotated[str | int, PlainValidator(_accept_id)]
LineContext = Annotated[Context, BeforeValidator(_open_context)]


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A text to check."""

    id: Id
    text: str
    context: LineContext = NO_CONTEXT


@dataclass(frozen=True, slots=True)
class RewriteLine:
    """A draft to rewrite."""

    id: Id
    draft: str
    context: LineContext = NO_CONTEXT


@dataclass(frozen=True, slots=True)
class VerifyLine:
    """A rewrite to verify against its draft."""

    id: Id
    draft: str
    rewrite: str
    context: LineContext = NO_CONTEXT


LineT = TypeVar("LineT", CheckLine, RewriteLine, VerifyLine)


@dataclass(frozen=True, slots=True)
class Numbered(Generic[LineT]):
    """A line and where it stands, counted from 1."""

    number: int
    line: LineT


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that cannot be processed, and why; the message holds no word of it."""

    number: int
    id: str | int | None
    code: str
    message: str


def read_lines(stream: BinaryIO, shape: type[LineT]) -> Iterator[Numbered[LineT] | BadLine]:
    """Read one object a line, in order; blank lines are passed over, keys not asked for ignored."""
    adapter: TypeAdapter[LineT] = TypeAdapter(shape)
    number = 0
    while content := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(content) > LONGEST_LINE:
            _skip_the_rest(stream, content)
            yield BadLine(number, None, "too_long", f"The line is over {LONGEST_LINE} bytes.")
        elif content.strip():
            yield _read(number, content, adapter)


def _read(number: int, content: bytes, adapter: TypeAdapter[LineT]) -> Numbered[LineT] | BadLine:
    content = content.removeprefix(BOM_UTF8)
    try:
        return Numbered(number, adapter.validate_json(content))
    except ValidationError:
        return _read_slowly(number, content, adapter)


def _read_slowly(
    number: int, content: bytes, adapter: TypeAdapter[LineT]
) -> Numbered[LineT] | BadLine:
    """Read a line again with Python's own parser, which takes more.

    Halves of surrogate pairs are refused where the texts are judged; what nobody asked for may be
    strange.
    """
    constants: list[str] = []
    try:
        value = json.loads(content.decode("utf-8"), parse_constant=constants.append)
    except (ValueError, RecursionError) as error:
        return BadLine(number, None, "invalid_json", _why_no_json(error))
    if constants:
        return BadLine(number, _id_of(value), "invalid_json", "NaN and Infinity are not JSON.")
    try:
        return Numbered(number, adapter.validate_python(value))
    except ValidationError as error:
        faults = error.errors(include_input=False, include_url=False)[:MOST_FAULTS]
        return BadLine(number, _id_of(value), "invalid", "; ".join(map(_explain, faults)))


def _why_no_json(error: Exception) -> str:
    match error:
        case json.JSONDecodeError():
            return f"The line is not JSON: {error.msg} at column {error.colno}."
        case UnicodeDecodeError():
            return f"The line is not UTF-8: the byte at offset {error.start} is wrong."
        case RecursionError():
            return "The line is nested too deeply."
        case _:
            return "The line holds a number of too many digits."


def _id_of(value: object) -> str | int | None:
    id_ = value.get("id") if isinstance(value, dict) else None
    return id_ if isinstance(id_, str | int) and not isinstance(id_, bool) else None


def _explain(fault: ErrorDetails) -> str:
    """Which field is wrong and how, without what it holds."""
    pointer = "".join(f"/{step}" for step in fault["loc"])
    return f"{pointer}: {expectation(fault)}" if pointer else expectation(fault)


def _skip_the_rest(stream: BinaryIO, content: bytes) -> None:
    while content and not content.endswith(b"\n"):
        content = stream.readline(LONGEST_LINE)
