"""Finding the records of a JSON document: in an array, an envelope with pages, or alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from batch.formats.json_spans import JsonValue
from batch.formats.products import Product

_ENVELOPES = (
    "macros", "macro", "data", "_results", "results", "items", "saved_replies", "savedReplies",
    "canned_responses", "canned_response", "responses", "replies", "payload", "text_modules",
    "message_templates", "templates", "_embedded",
)  # fmt: skip
"""Keys under which an answer with pages holds its records, as the products call them."""
_DEEPEST = 3
"""Envelopes inside one another."""


@dataclass(frozen=True, slots=True)
class Located:
    """A value and the path that leads to it."""

    value: JsonValue
    where: str


def find_records(located: Located, product: Product, encoding: str) -> Iterator[Located]:
    """Yield what takes the place of a record, in order; it need not be one of this product."""
    yield from _find(located, product, encoding, _DEEPEST)


def _find(located: Located, product: Product, encoding: str, deeper: int) -> Iterator[Located]:
    value, where = located.value, located.where
    if value.kind == "array":
        for at, element in enumerate(value.elements()):
            yield from _find_in(Located(element, f"{where}[{at}]"), product, encoding, deeper)
    else:
        yield from _find_in(located, product, encoding, deeper)


def _find_in(located: Located, product: Product, encoding: str, deeper: int) -> Iterator[Located]:
    if located.value.kind == "object" and deeper and not fits(located.value, product, encoding):
        inside = _open_envelope(located, encoding)
        if inside is not None:
            yield from _find(inside, product, encoding, deeper - 1)
            return
    yield located


def _open_envelope(located: Located, encoding: str) -> Located | None:
    """The records in an envelope: under a known key, or the only array of it."""
    members = located.value.members(encoding)
    known = [key for key in _ENVELOPES if key in members and _may_hold(members[key])]
    arrays = [key for key, one in members.items() if one.kind == "array"]
    keys = known[:1] or (arrays if len(arrays) == 1 else [])
    if not keys:
        return None
    where = f"{located.where}.{keys[0]}" if located.where else keys[0]
    return Located(members[keys[0]], where)


def _may_hold(value: JsonValue) -> bool:
    return value.kind in ("array", "object")


def find_holders(record: Located, path: tuple[str, ...], encoding: str) -> Iterator[Located]:
    """Yield the objects at the end of a path from a record, through arrays too."""
    if record.value.kind == "array":
        for at, element in enumerate(record.value.elements()):
            yield from find_holders(Located(element, f"{record.where}[{at}]"), path, encoding)
    elif record.value.kind == "object":
        if not path:
            yield record
            return
        inside = record.value.members(encoding).get(path[0])
        if inside is not None:
            where = f"{record.where}.{path[0]}" if record.where else path[0]
            yield from find_holders(Located(inside, where), path[1:], encoding)


def fits(record: JsonValue, product: Product, encoding: str) -> bool:
    """Whether a value looks like a record of this product."""
    members = record.members(encoding)
    if not all(key in members for key in product.has):
        return False
    if not product.one_of:
        return True
    if not product.holder:
        return any(key in members for key in product.one_of)
    above = Located(members[product.holder[0]], "")
    return any(
        key in holder.value.members(encoding)
        for holder in find_holders(above, (), encoding)
        for key in product.one_of
    )
