"""What a batch is made from: items in JSON, or a file with options in a form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from fastapi.exceptions import RequestValidationError
from pydantic import Field, ValidationError

from api.libraries import accept_entry, entries_of
from api.multipart import read_form
from api.problems import (
    BODY_TOO_LARGE,
    INVALID,
    UNREADABLE_FILE,
    FieldProblem,
    ProblemError,
)
from api.schemas import Request, RequestContext, Text, context_of
from api.settings import Settings
from api.strict_json import read_json
from batch.formats.errors import FormatError, TooLarge
from batch.formats.opening import open_library
from batch.formats.values import FormatOptions
from batch.sources import keep_source
from batch.values import BrokenEntry, Entry
from rewriting.options import RewriteOptions
from rewriting.results import EngineChoice
from storage.rows import Source


class BatchOptionsRequest(Request):
    """How the items are rewritten."""

    engine: EngineChoice = "auto"
    max_repairs: int | None = Field(default=None, ge=0, le=5)
    deadline_ms: int | None = Field(default=None, ge=500, le=120_000)


class FileOptionsRequest(BatchOptionsRequest):
    """How a file is read, and its items rewritten."""

    format: str | None = None
    column: str | None = None
    id_column: str | None = None
    delimiter: str | None = None
    header: bool = True
    encoding: str | None = None
    markup: Literal["text", "html"] | None = None


class BatchItemRequest(Request):
    """One draft; the `id` comes back with its result."""

    id: str | int | None = None
    draft: Text
    context: RequestContext | None = None


class BatchRequest(Request):
    """Drafts to rewrite; what is wrong with one of their texts is that item's error."""

    items: list[BatchItemRequest]
    options: BatchOptionsRequest = BatchOptionsRequest()


@dataclass(frozen=True, slots=True)
class Submission:
    """What is kept as a batch."""

    entries: Sequence[Entry | BrokenEntry]
    options: RewriteOptions
    source: Source | None = None


Shape = TypeVar("Shape", bound=Request)


def read_items(body: bytes, settings: Settings) -> Submission:
    """The submission of a JSON body. Raises `ProblemError`, `RequestValidationError`."""
    asked = _validate(BatchRequest, read_json(body), ())
    entries = [
        accept_entry(Entry(seq, item.id, item.draft, context_of(item.context)), settings)
        for seq, item in enumerate(asked.items)
    ]
    return Submission(entries, _rewrite_options(asked.options, settings))


def read_upload(body: bytes, boundary: bytes, settings: Settings) -> Submission:
    """The submission of a form: a part `file`, and perhaps a part `options` with a JSON object.

    Raises `ProblemError`, `RequestValidationError`.
    """
    parts = read_form(body, boundary)
    unknown = [
        FieldProblem(pointer=f"/{name}", message="There is no such field.")
        for name in parts
        if name not in ("file", "options")
    ]
    if "file" not in parts:
        unknown.append(FieldProblem(pointer="/file", message="This field is required."))
    if unknown:
        detail = "A form has a part `file`, and may have a part `options`."
        raise ProblemError(INVALID, detail, errors=tuple(unknown))
    name, content = parts["file"]
    options = FileOptionsRequest()
    if "options" in parts:
        options = _validate(FileOptionsRequest, read_json(parts["options"][1]), ("options",))
    reading = FormatOptions(
        options.column,
        options.id_column,
        options.delimiter,
        options.header,
        options.encoding,
        options.markup,
        settings.batch_upload_limit,
    )
    try:
        library = open_library(content, name=name, format=options.format, options=reading)
    except TooLarge as error:
        limit = settings.batch_upload_limit
        raise ProblemError(BODY_TOO_LARGE, str(error), limit=limit, length=len(content)) from None
    except FormatError as error:
        raise ProblemError(UNREADABLE_FILE, str(error)) from None
    return Submission(
        list(entries_of(library.items, settings)),
        _rewrite_options(options, settings),
        keep_source(name, content, library, reading),
    )


def _validate(shape: type[Shape], value: object, at: tuple[str, ...]) -> Shape:
    try:
        return shape.model_validate(value)
    except ValidationError as error:
        found = [{**e, "loc": ("body", *at, *e["loc"])} for e in error.errors()]
        raise RequestValidationError(found) from None


def _rewrite_options(asked: BatchOptionsRequest, settings: Settings) -> RewriteOptions:
    return RewriteOptions(
        engine=asked.engine,
        max_repairs=settings.max_repairs if asked.max_repairs is None else asked.max_repairs,
        deadline_ms=settings.deadline_ms if asked.deadline_ms is None else asked.deadline_ms,
    )
