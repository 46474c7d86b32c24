"""A strict reader of JSON that knows where everything stands: RFC 8259, by bytes.

Values are looked into only when they are asked for, so that a large file costs no tree. No kept
library reports where values stand, and a document that is written anew would not be the same one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

DEEPEST = 200
"""Containers inside one another; none of the exports has more than ten."""

Kind = Literal["object", "array", "string", "number", "literal"]

_SPACE = re.compile(rb"[ \t\n\r]*+")
_QUOTED = rb'"[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+"'
_STRING = re.compile(_QUOTED)
_KEY = re.compile(_QUOTED + rb"[ \t\n\r]*+:[ \t\n\r]*+")
_AFTER = re.compile(rb"[ \t\n\r]*+([,\]}])")
_SCALAR = re.compile(
    rb"(?:true|false|null|-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?)(?![\w.+-])"
)


class JsonError(ValueError):
    """What is no JSON, and the byte at which that shows."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


@dataclass(frozen=True, slots=True)
class JsonValue:
    """A value and its span of bytes in the source; a string's includes its quotation marks."""

    source: bytes
    start: int
    end: int

    @property
    def kind(self) -> Kind:
        """What kind of value it is; "literal" is true, false or null."""
        match self.source[self.start : self.start + 1]:
            case b"{":
                return "object"
            case b"[":
                return "array"
            case b'"':
                return "string"
            case b"t" | b"f" | b"n":
                return "literal"
            case _:
                return "number"

    @property
    def raw(self) -> bytes:
        """The value as it is written."""
        return self.source[self.start : self.end]

    @property
    def is_null(self) -> bool:
        """Whether it is null."""
        return self.raw == b"null"

    def elements(self) -> Iterator[JsonValue]:
        """The values of an array, in order; nothing for any other kind."""
        if self.kind != "array":
            return
        at = _skip_space(self.source, self.start + 1)
        while self.source[at : at + 1] != b"]":
            end = _end_of_value(self.source, at)
            yield JsonValue(self.source, at, end)
            at = _skip_comma(self.source, end)

    def members(self, encoding: str) -> dict[str, JsonValue]:
        """The values of an object by key, of a key that stands twice the last, as everywhere."""
        found: dict[str, JsonValue] = {}
        if self.kind != "object":
            return found
        at = _skip_space(self.source, self.start + 1)
        while self.source[at : at + 1] != b"}":
            colon = _end_of_string(self.source, at)
            key = _decode(self.source[at:colon], encoding)
            at = _skip_space(self.source, _skip_space(self.source, colon) + 1)
            end = _end_of_value(self.source, at)
            found[key] = JsonValue(self.source, at, end)
            at = _skip_comma(self.source, end)
        return found

    def text(self, encoding: str) -> str:
        """What a string says. Raises UnicodeDecodeError, and TypeError for another kind."""
        if self.kind != "string":
            raise TypeError(f"a {self.kind} is no text")
        return _decode(self.raw, encoding)


def read_json(source: bytes) -> JsonValue:
    """Read the one value that the source is. Raises JsonError.

    All of it is checked here; what is read of it later can no longer fail, save in its encoding.
    """
    start = _skip_space(source, 0)
    stop = _end_of_value(source, start)
    after = _skip_space(source, stop)
    if after != len(source):
        raise JsonError("something follows the value", after)
    return JsonValue(source, start, stop)


def _decode(raw: bytes, encoding: str) -> str:
    if b"\\" not in raw:
        return raw[1:-1].decode(encoding)
    text: str = json.loads(raw.decode(encoding))
    return text


def _end_of_value(source: bytes, at: int) -> int:
    """The end of the value that begins here, without recursion: depth is the sender's to choose."""
    awaited: list[bytes] = []
    while True:
        opening = source[at : at + 1]
        if opening in (b"{", b"["):
            closing = b"}" if opening == b"{" else b"]"
            at = _skip_space(source, at + 1)
            if source[at : at + 1] != closing:
                awaited.append(closing)
                if len(awaited) > DEEPEST:
                    raise JsonError("the value is nested too deeply", at)
                at = _skip_key(source, at) if closing == b"}" else at
                continue
            at += 1
        else:
            at = _end_of_string(source, at) if opening == b'"' else _end_of_scalar(source, at)
        while awaited:
            sign = _AFTER.match(source, at)
            if sign is None or sign[1] not in (b",", awaited[-1]):
                at = _skip_space(source, at)
                raise JsonError(f"expected a comma or {awaited[-1].decode()}", at)
            at = sign.end()
            if sign[1] == b",":
                at = _skip_space(source, at)
                at = _skip_key(source, at) if awaited[-1] == b"}" else at
                break
            awaited.pop()
        else:
            return at


def _skip_key(source: bytes, at: int) -> int:
    """Pass a key and its colon; return where its value begins."""
    key = _KEY.match(source, at)
    if key:
        return key.end()
    at = _skip_space(source, _end_of_string(source, at))
    raise JsonError("expected a colon after a key", at)


def _skip_comma(source: bytes, at: int) -> int:
    at = _skip_space(source, at)
    return _skip_space(source, at + 1) if source[at : at + 1] == b"," else at


def _skip_space(source: bytes, at: int) -> int:
    space = _SPACE.match(source, at)
    return space.end() if space else at


def _end_of_string(source: bytes, at: int) -> int:
    string = _STRING.match(source, at)
    if string is None:
        what = "a string that does not end" if source[at : at + 1] == b'"' else "no string"
        raise JsonError(f"{what} where one is expected", at)
    return string.end()


def _end_of_scalar(source: bytes, at: int) -> int:
    scalar = _SCALAR.match(source, at)
    if scalar is None:
        raise JsonError("no value where one is expected", at)
    return scalar.end()
