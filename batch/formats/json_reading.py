"""Reading records of JSON into items: which values are texts, and which of them are twins."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from batch.formats.collecting import Collector, Found, Record
from batch.formats.encodings import Encoded
from batch.formats.errors import CannotPlace
from batch.formats.html.telling import tell_markup
from batch.formats.json_spans import JsonValue
from batch.formats.json_strings import Habits
from batch.formats.products import PLAIN, Product, TextField
from batch.formats.records import Located, find_holders
from batch.formats.values import FormatOptions, Id
from guardrails.context import NO_CONTEXT, Context

_CONTEXT: TypeAdapter[Context] = TypeAdapter(Context)


_Text = tuple[int, TextField, Found]


class NotText(ValueError):
    """A value that should be a text and is none."""


@dataclass(frozen=True, slots=True)
class JsonWriting:
    """How JSON is written: by the habits of the source, with escapes for what it cannot encode."""

    source: Encoded
    habits: Habits

    def read(self, raw: bytes) -> str:
        """What a string says."""
        return JsonValue(raw, 0, len(raw)).text(self.source.inner)

    def write(self, text: str, raw: bytes) -> bytes:  # noqa: ARG002  (a file has one manner)
        """Write a string."""
        written = self.habits.write(text)
        try:
            return self.source.encode(written)
        except CannotPlace:
            return self.source.encode(self.habits.write(text, ascii_only=True))


@dataclass(slots=True)
class Lines:
    """Line numbers of ever later places, counted once over the file."""

    source: bytes
    line: int = 1
    reached: int = 0

    def at(self, place: int) -> int:
        """The line of a place no earlier than the last one asked for."""
        self.line += self.source.count(b"\n", self.reached, place)
        self.reached = max(self.reached, place)
        return self.line


@dataclass(frozen=True, slots=True)
class JsonReader:
    """Reads the records of one file; `offset` is where a document begins in the file."""

    product: Product
    options: FormatOptions
    encoding: str
    lines: Lines
    collector: Collector

    def read(self, record: Located, offset: int = 0) -> None:
        """Add what a record holds; null holds nothing, which is no fault in an export."""
        if record.value.is_null and self.product is not PLAIN:
            return
        line = self.lines.at(offset + record.value.start)
        if record.value.kind != "object":
            message = f"Expected an object, found a {record.value.kind}."
            self.collector.refuse(None, line, record.where, "invalid", message)
            return
        id_: Id = None
        try:
            members = record.members
            id_ = self._read_id(members)
            known = Record(id_, line, self._read_title(members), self._read_context(members))
            found = list(self._find_texts(record, offset))
        except UnicodeDecodeError as error:
            message = f"A text is not {self.encoding}: {error.reason}."
            self.collector.refuse(id_, line, record.where, "not_encoded", message)
        except (NotText, ValidationError) as error:
            self.collector.refuse(id_, line, record.where, "invalid", _explain(error))
        else:
            self.collector.begin(known)
            for group in self._pair(found):
                self.collector.add(known, self.lines.at(min(one.start for one in group)), *group)
            if not found and self.product is PLAIN:
                message = f"There is no {' or '.join(map(repr, self._plain_keys))}."
                self.collector.refuse(id_, line, record.where, "missing", message)

    @property
    def _plain_keys(self) -> tuple[str, ...]:
        column = self.options.column
        return (column,) if column else tuple(one.key for one in PLAIN.texts)

    def _read_id(self, members: dict[str, JsonValue]) -> Id:
        value = members.get(self.options.id_column or "id")
        if value is None or value.kind not in ("string", "number"):
            return None
        if value.kind == "string":
            return value.text(self.encoding)
        read = json.loads(value.raw) if len(value.raw) < 40 else None
        return read if isinstance(read, int) else None

    def _read_title(self, members: dict[str, JsonValue]) -> str:
        titles = (members[key] for key in self.product.titles if key in members)
        title = next((one for one in titles if one.kind == "string"), None)
        return title.text(self.encoding) if title else ""

    def _read_context(self, members: dict[str, JsonValue]) -> Context:
        value = members.get("context") if self.product is PLAIN else None
        if value is None or value.is_null:
            return NO_CONTEXT
        if value.kind == "string":
            return Context(customer_message=value.text(self.encoding))
        return _CONTEXT.validate_python(json.loads(value.raw.decode(self.encoding)))

    def _find_texts(self, record: Located, offset: int) -> Iterator[_Text]:
        """Yield each text with its field and the number of the object that holds it."""
        if self.product is PLAIN:
            fields = tuple(TextField(key, self.options.markup) for key in self._plain_keys)
        else:
            fields = self.product.texts
        for number, holder in enumerate(find_holders(record, self.product.holder, self.encoding)):
            for one in fields:
                if one.key not in holder.members or not self._applies(one, holder.members):
                    continue
                located = self._read_text(holder.step(one.key, self.encoding))
                if located is not None:
                    yield number, one, self._found(located, one, offset)
                if self.product is PLAIN:
                    break

    def _applies(self, field: TextField, members: dict[str, JsonValue]) -> bool:
        if field.when is None:
            return True
        key, expected = field.when
        beside = members.get(key)
        return (
            beside is not None
            and beside.kind == "string"
            and beside.text(self.encoding) == expected
        )

    def _read_text(self, located: Located) -> Located | None:
        """The string itself; Zendesk's comments may be a channel and the text in an array."""
        value = located.value
        if value.is_null and self.product is not PLAIN:
            return None
        if value.kind == "array" and self.product.name == "zendesk":
            parts = list(located.elements(self.encoding))
            if len(parts) == 2 and all(part.value.kind == "string" for part in parts):
                return parts[1]
        if value.kind != "string":
            raise NotText(f"{located.where} should be a text and is a {value.kind}.")
        return located

    def _found(self, located: Located, field: TextField, offset: int) -> Found:
        value = located.value
        text = value.text(self.encoding)
        markup = tell_markup(text, field.markup)
        if self.product is PLAIN:
            markup = field.markup or "text"
        return Found(text, offset + value.start, offset + value.end, located.where, markup)

    def _pair(self, found: list[_Text]) -> Iterator[tuple[Found, ...]]:
        """Yield twins together and others alone.

        Twins are the only texts of two fields in one object, or in the record, that say anything.
        """
        whole = self.product.twins == "record"
        for number in dict.fromkeys(0 if whole else number for number, _, _ in found):
            group = [(field, one) for at, field, one in found if whole or at == number]
            said = [(field, one) for field, one in group if one.value.strip()] or group[:1]
            texts = [one for _, one in sorted(said, key=lambda pair: pair[1].markup)]
            if len(said) == 2 and said[0][0] != said[1][0]:
                yield tuple(texts)
            else:
                yield from ((one,) for _, one in said)


def _explain(error: NotText | ValidationError) -> str:
    if isinstance(error, NotText):
        return str(error)
    first = error.errors(include_input=False, include_url=False)[0]
    pointer = "/".join(str(step) for step in first["loc"])
    return f"context/{pointer}: {first['msg']}."
