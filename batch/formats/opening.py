"""Opening a library: the encoding, then the format, told from the content or named."""

from __future__ import annotations

from pathlib import PurePath

from batch.formats.csv_files import open_csv
from batch.formats.encodings import Encoded, read_encoding
from batch.formats.errors import FormatError, TooLarge
from batch.formats.json_files import (
    open_document,
    open_lines,
    read_document,
    read_lines_in_part,
    recognise,
)
from batch.formats.library import Library
from batch.formats.products import CSV, FORMATS, LINES, PLAIN, PRODUCTS
from batch.formats.values import DEFAULT_FORMAT_OPTIONS, FormatOptions

_CSV_ENDINGS = (".csv", ".tsv", ".tab")
_LINES_ENDINGS = (".jsonl", ".ndjson")
_PRODUCTS = {product.name: product for product in (*PRODUCTS, PLAIN)}


def open_library(
    content: bytes,
    *,
    name: str = "",
    format: str | None = None,  # noqa: A002  (the word that callers know)
    options: FormatOptions = DEFAULT_FORMAT_OPTIONS,
) -> Library:
    """Open a file as a library of drafts.

    `name` is the file's, whose ending helps to recognise it; `format` is one of FORMATS. Raises
    TooLarge over `options.largest` bytes and FormatError for what cannot be read as a whole; what
    is wrong with single records becomes a broken item.
    """
    if len(content) > options.largest:
        message = f"The file is {len(content)} bytes long; at most {options.largest} are taken."
        raise TooLarge(message)
    if format is not None and format not in FORMATS:
        raise FormatError(f"There is no format {format!r}; there are {', '.join(FORMATS)}.")
    source = read_encoding(content, options.encoding)
    if not source.content.strip():
        raise FormatError("The file is empty.")
    ending = PurePath(name).suffix.lower()
    if format == CSV or (format is None and ending in _CSV_ENDINGS):
        return open_csv(source, options)
    if format == LINES or (format is None and ending in _LINES_ENDINGS):
        return _open_lines(source, format, options)
    if source.content.lstrip()[:1] in (b"{", b"["):
        return _open_json(source, format, options)
    if format is not None:
        raise FormatError("This is not JSON.", 1, (format,))
    return open_csv(source, options)


def _open_lines(source: Encoded, format_: str | None, options: FormatOptions) -> Library:
    if format_ == LINES:
        return open_lines(source, PLAIN, options)
    documents = read_lines_in_part(source.content)
    return open_lines(source, recognise(source, documents, options), options)


def _open_json(source: Encoded, format_: str | None, options: FormatOptions) -> Library:
    """Open one JSON document, or else one object a line."""
    product = _PRODUCTS[format_] if format_ else None
    try:
        whole = read_document(source)
    except FormatError as error:
        if not any(True for _ in read_lines_in_part(source.content)):
            tried = (format_,) if format_ else (PLAIN.name, LINES)
            raise FormatError(error.message, error.line, tried) from None
        if product is None:
            documents = read_lines_in_part(source.content)
            product = recognise(source, documents, options)
        return open_lines(source, product, options)
    if product is None:
        product = recognise(source, iter((whole,)), options)
        members = whole.members(source.inner)
        if product is PLAIN and members.keys() & {one.key for one in PLAIN.texts}:
            return open_lines(source, product, options)  # the only line
    return open_document(source, whole, product, options)
