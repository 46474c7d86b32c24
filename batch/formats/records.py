"""Finding the records of a JSON document: in an array, an envelope with pages, or alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from batch.formats.json_spans import JsonValue
from batch.formats.products import Product

_ENVELOPES = (
    "macros", "macro", "data", "_results", "results", "items", "saved_replies", "savedReplies",
    "canned_responses", "canned_response", "responses", "replies", "payload", "text_modules",
    "message_templates", "templates", "_embedded",
)  # fmt: skip
"""Keys under which an answer with pages holds its records, as the products call them."""
_DEEPEST = 6
"""Envelopes and arrays inside one another."""


@dataclass(frozen=True, slots=True)
class Located:
    """A value, the path that leads to it, and what it holds if it is an object."""

    value: JsonValue
    where: str
    members: dict[str, JsonValue]

    def step(self, key: str, encoding: str) -> Located:
        """The value under a key. Raises UnicodeDecodeError for a key of its own."""
        return locate(self.members[key], f"{self.where}.{key}" if self.where else key, encoding)

    def elements(self, encoding: str) -> Iterator[Located]:
        """The values of an array."""
        for at, element in enumerate(self.value.elements()):
            yield locate(element, f"{self.where}[{at}]", encoding)


def locate(value: JsonValue, where: str, encoding: str) -> Located:
    """Look into a value. Raises UnicodeDecodeError for a key in another encoding."""
    return Located(value, where, value.members(encoding))


def find_records(whole: Located, products: Sequence[Product], encoding: str) -> Iterator[Located]:
    """Yield what takes the place of a record, in order; it need not be one of these products."""
    yield from _find(whole, products, encoding, _DEEPEST)


def _find(
    located: Located, products: Sequence[Product], encoding: str, deeper: int
) -> Iterator[Located]:
    if located.value.kind == "array" and deeper:
        for element in located.elements(encoding):
            yield from _find_in(element, products, encoding, deeper - 1)
    else:
        yield from _find_in(located, products, encoding, deeper)


def _find_in(
    located: Located, products: Sequence[Product], encoding: str, deeper: int
) -> Iterator[Located]:
    if located.members and deeper and not any(fits(located, one, encoding) for one in products):
        inside = _open_envelope(located, encoding)
        if inside is not None:
            yield from _find(inside, products, encoding, deeper - 1)
            return
    yield located


def _open_envelope(located: Located, encoding: str) -> Located | None:
    """The records in an envelope: under a known key, or the only array of it."""
    members = located.members
    known = [one for one in _ENVELOPES if one in members and _may_hold(members[one])]
    arrays = [key for key, one in members.items() if one.kind == "array"]
    keys = known[:1] or (arrays if len(arrays) == 1 else [])
    return located.step(keys[0], encoding) if keys else None


def _may_hold(value: JsonValue) -> bool:
    return value.kind in ("array", "object")


def find_holders(record: Located, path: tuple[str, ...], encoding: str) -> Iterator[Located]:
    """Yield the objects at the end of a path from a record, through arrays too."""
    if record.value.kind == "array":
        for element in record.elements(encoding):
            yield from find_holders(element, path, encoding)
    elif record.value.kind == "object" and not path:
        yield record
    elif path and path[0] in record.members:
        yield from find_holders(record.step(path[0], encoding), path[1:], encoding)


def fits(record: Located, product: Product, encoding: str) -> bool:
    """Whether a value looks like a record of this product."""
    if not all(key in record.members for key in product.has):
        return False
    if not product.one_of:
        return True
    if not product.holder:
        return any(key in record.members for key in product.one_of)
    above = find_holders(record, product.holder[:1], encoding)
    return any(key in holder.members for holder in above for key in product.one_of)
