"""Files of JSON: one document, or one object a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from batch.formats.collecting import Collector
from batch.formats.encodings import Encoded
from batch.formats.errors import FormatError
from batch.formats.json_reading import JsonReader, JsonWriting, Lines
from batch.formats.json_spans import JsonError, JsonValue, read_json
from batch.formats.json_strings import read_habits
from batch.formats.library import Library
from batch.formats.products import LINES, PLAIN, PRODUCTS, Product
from batch.formats.records import Located, find_records, fits, locate
from batch.formats.values import FormatOptions

_SAMPLE = 200
"""Records that are looked at to recognise a product."""


def read_document(source: Encoded) -> JsonValue:
    """Read a file that is one JSON document. Raises FormatError with the line of the fault."""
    try:
        return read_json(source.content)
    except JsonError as error:
        line = source.content.count(b"\n", 0, error.at) + 1
        raise FormatError(f"This is not JSON: {error}.", line) from None


def recognise(source: Encoded, documents: Iterator[JsonValue], options: FormatOptions) -> Product:
    """Tell whose records these are: the product that most of them look like.

    Raises FormatError when they look like no product's.
    """
    if options.column:
        return PLAIN
    products = (*PRODUCTS, PLAIN)
    found = (one for value in documents for one in _find_records(value, products, source.inner))
    sample = list(islice((one for one in found if one.members), _SAMPLE))
    ours = sum("draft" in one.members for one in sample)
    counts = {one: sum(fits(each, one, source.inner) for each in sample) for one in PRODUCTS}
    best = max(counts, key=lambda product: counts[product])
    if counts[best] > ours:
        return best
    if any(fits(each, PLAIN, source.inner) for each in sample):
        return PLAIN
    names = tuple(product.name for product in products)
    raise FormatError("No record in it looks like a canned response.", tried=names)


def _find_records(
    value: JsonValue, products: Sequence[Product], encoding: str
) -> Iterator[Located]:
    """Yield the records of a document as far as their keys can be read."""
    try:
        yield from find_records(locate(value, "", encoding), products, encoding)
    except UnicodeDecodeError:
        return


def open_document(
    source: Encoded, whole: JsonValue, product: Product, options: FormatOptions
) -> Library:
    """Open a JSON document as the export of a product."""
    reader = JsonReader(product, options, source.inner, Lines(source.content), Collector())
    try:
        for record in find_records(locate(whole, "", source.inner), (product,), source.inner):
            reader.read(record)
    except UnicodeDecodeError as error:
        raise FormatError(f"A key is not {source.inner}: {error.reason}.") from None
    return _finish(source, reader, product.name)


def open_lines(source: Encoded, product: Product, options: FormatOptions) -> Library:
    """Open JSON lines; a line that is no JSON is a broken item."""
    reader = JsonReader(product, options, source.inner, Lines(source.content), Collector())
    objects = 0
    for offset, line in split_lines(source.content):
        try:
            whole = locate(read_json(line), "", source.inner)
            objects += whole.value.kind == "object"
            for record in find_records(whole, (product,), source.inner):
                reader.read(record, offset)
        except JsonError as error:
            at = reader.lines.at(offset)
            message = f"The line is not JSON: {error}, at byte {error.at + 1}."
            reader.collector.refuse(None, at, "", "invalid_json", message)
        except UnicodeDecodeError as error:
            at = reader.lines.at(offset)
            message = f"A key is not {source.inner}: {error.reason}."
            reader.collector.refuse(None, at, "", "not_encoded", message)
    if not objects:
        raise FormatError("No line of it is a JSON object.", tried=(LINES,))
    return _finish(source, reader, LINES if product is PLAIN else product.name)


def split_lines(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank, with their offsets."""
    offset = 0
    while offset < len(content):
        end = content.find(b"\n", offset)
        end = len(content) if end < 0 else end
        line = content[offset:end]
        if line.strip():
            yield offset, line
        offset = end + 1


def read_lines_in_part(content: bytes) -> Iterator[JsonValue]:
    """Yield the objects among the first lines."""
    for _, line in islice(split_lines(content), _SAMPLE):
        try:
            value = read_json(line)
        except JsonError:
            continue
        if value.kind == "object":
            yield value


def _finish(source: Encoded, reader: JsonReader, name: str) -> Library:
    entries = reader.collector.entries
    if reader.collector.records and not entries:
        raise FormatError("Its records hold no text of a canned response.", tried=(name,))
    writing = JsonWriting(source, read_habits(source.content))
    return Library(name, tuple(entries), source, writing, reader.collector.repeated_ids)
