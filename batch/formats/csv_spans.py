"""Rows of CSV by bytes: the spans of their fields, whatever the delimiter and the line ends.

Python's reader says what a field holds but not where it stands, and its writer quotes anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

Span = tuple[int, int]

DELIMITERS = (b",", b";", b"\t", b"|")
_QUOTED = re.compile(rb'"[^"]*+(?:""[^"]*+)*+"')
_LINE_END = re.compile(rb"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Row:
    """The spans of a row's fields, quotation marks included; `fault` says why it is none."""

    start: int
    fields: tuple[Span, ...]
    fault: str | None = None


def read_rows(content: bytes, delimiter: bytes, at: int = 0) -> Iterator[Row]:
    """Yield the rows that are not blank. A row that breaks ends with its line."""
    rest = re.compile(rb"[^\r\n" + re.escape(delimiter) + rb"]*+")
    while at < len(content):
        blank = _LINE_END.match(content, at)
        if blank:
            at = blank.end()
            continue
        row, at = _read_row(content, delimiter, rest, at)
        yield row


def _read_row(
    content: bytes, delimiter: bytes, rest: re.Pattern[bytes], at: int
) -> tuple[Row, int]:
    start, fields = at, list[Span]()
    while True:
        if content[at : at + 1] == b'"':
            quoted = _QUOTED.match(content, at)
            if quoted is None:
                fault = "A quotation mark opens a field and none closes it."
                return Row(start, tuple(fields), fault), _next_line(content, start)
            end = quoted.end()
        else:
            plain = rest.match(content, at)
            end = plain.end() if plain else at
        fields.append((at, end))
        after = content[end : end + 1]
        if after == delimiter:
            at = end + 1
        elif after in (b"\r", b"\n", b""):
            line_end = _LINE_END.match(content, end)
            return Row(start, tuple(fields)), line_end.end() if line_end else end
        else:
            fault = "Something follows the closing quotation mark of a field."
            return Row(start, tuple(fields), fault), _next_line(content, end)


def _next_line(content: bytes, at: int) -> int:
    found = _LINE_END.search(content, at)
    return found.end() if found else len(content)


def read_field(raw: bytes) -> bytes:
    """What a field holds."""
    return raw[1:-1].replace(b'""', b'"') if raw.startswith(b'"') else raw


def write_field(value: bytes, raw: bytes, delimiter: bytes) -> bytes:
    """Write a value where `raw` stood: quoted if that was, or if it must be."""
    special = (delimiter, b'"', b"\r", b"\n")
    if raw.startswith(b'"') or any(sign in value for sign in special):
        return b'"' + value.replace(b'"', b'""') + b'"'
    return value
