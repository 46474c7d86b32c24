"""CSV files: the delimiter told from the rows, the column chosen or known by its title."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from batch.formats.collecting import Collector, Found, Record
from batch.formats.csv_spans import DELIMITERS, Row, read_field, read_rows, write_field
from batch.formats.encodings import Encoded
from batch.formats.errors import FormatError
from batch.formats.html.telling import tell_markup
from batch.formats.json_reading import Lines
from batch.formats.library import Library
from batch.formats.products import CSV
from batch.formats.values import FormatOptions, Id

_TEXT_TITLES = (
    "draft", "text", "body", "content", "response", "reply", "message", "macro", "template",
    "comment", "answer", "canned response", "saved reply", "body_html", "body_text", "content_html",
)  # fmt: skip
_ID_TITLES = ("id", "macro id", "macro_id", "key", "short_code")
_TITLE_TITLES = ("title", "name", "short_code", "subject")
_SAMPLE = 50
"""Rows that are looked at to tell the delimiter."""


@dataclass(frozen=True, slots=True)
class CsvWriting:
    """How a CSV file is written: with its delimiter, quoted where it was quoted."""

    source: Encoded
    delimiter: bytes

    def read(self, raw: bytes) -> str:
        """What a field says."""
        return read_field(raw).decode(self.source.inner)

    def write(self, text: str, raw: bytes) -> bytes:
        """Write a field. Raises CannotPlace for what the file's encoding lacks."""
        return write_field(self.source.encode(text), raw, self.delimiter)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns hold what, counted from 0; `width` is how many the first row has."""

    text: int
    id: int | None
    title: int | None
    width: int


def open_csv(source: Encoded, options: FormatOptions) -> Library:
    """Open a CSV file. Raises FormatError when its column of texts cannot be told."""
    content = source.content
    start, declared = _read_declaration(content)
    delimiter = _encode_delimiter(options.delimiter) or declared or _tell_delimiter(content, start)
    rows = read_rows(content, delimiter, start)
    writing = CsvWriting(source, delimiter)
    first = next(read_rows(content, delimiter, start), None)
    if first is None:
        raise FormatError("The file is empty.", tried=(CSV,))
    columns = _tell_columns(first, writing, options)
    if options.header:
        next(rows)
    reader = _RowReader(columns, writing, options, Lines(content), Collector())
    for row in rows:
        reader.read(row)
    collector = reader.collector
    return Library(CSV, tuple(collector.entries), source, writing, collector.repeated_ids)


def _read_declaration(content: bytes) -> tuple[int, bytes | None]:
    """Excel's own first line, `sep=;`, and where the rows begin after it."""
    line, _, _ = content[:16].partition(b"\n")
    sign = line.rstrip(b"\r").removeprefix(b"sep=")
    if line.startswith(b"sep=") and len(sign) == 1:
        return len(line) + 1, sign
    return 0, None


def _encode_delimiter(named: str | None) -> bytes | None:
    if named is None:
        return None
    sign = named.replace("\\t", "\t")
    if len(sign) != 1 or not sign.isascii() or sign in '"\r\n':
        raise FormatError("A delimiter is one ASCII character, no quotation mark and no line end.")
    return sign.encode("ascii")


def _tell_delimiter(content: bytes, start: int) -> bytes:
    """The sign that cuts the most rows into as many fields as the first, if it cuts at all."""

    def weigh(delimiter: bytes) -> tuple[int, int]:
        rows = list(islice(read_rows(content, delimiter, start), _SAMPLE))
        width = len(rows[0].fields) if rows else 0
        if width < 2 or rows[0].fault:
            return 0, 0
        return sum(len(row.fields) == width and not row.fault for row in rows), width

    return max(DELIMITERS, key=weigh)


def _tell_columns(first: Row, writing: CsvWriting, options: FormatOptions) -> Columns:
    if first.fault:
        raise FormatError(f"The first row cannot be read. {first.fault}", 1, (CSV,))
    width = len(first.fields)
    try:
        titles = [
            writing.read(writing.source.content[slice(*span)]).strip() for span in first.fields
        ]
    except UnicodeDecodeError:
        raise FormatError(f"The titles are not {writing.source.outer}.", 1, (CSV,)) from None
    if not options.header:
        titles = []
    text = _find_column(options.column, _TEXT_TITLES, titles, width)
    if text is None and width == 1 and options.column is None and not options.header:
        text = 0
    if text is None:
        have = f"Its columns are: {', '.join(titles)}." if titles else f"It has {width} columns."
        what = f"no column {options.column!r}" if options.column else "no column known for texts"
        raise FormatError(f"There is {what}; name one with the option `column`. {have}", 1, (CSV,))
    id_ = _find_column(options.id_column, _ID_TITLES, titles, width)
    if id_ is None and options.id_column:
        raise FormatError(f"There is no column {options.id_column!r}.", 1, (CSV,))
    return Columns(text, id_, _find_column(None, _TITLE_TITLES, titles, width), width)


def _find_column(
    named: str | None, known: tuple[str, ...], titles: list[str], width: int
) -> int | None:
    if named is not None:
        if named in titles:
            return titles.index(named)
        return int(named) - 1 if named.isdecimal() and 0 < int(named) <= width else None
    small = [title.casefold() for title in titles]
    return next((small.index(title) for title in known if title in small), None)


@dataclass(frozen=True, slots=True)
class _RowReader:
    columns: Columns
    writing: CsvWriting
    options: FormatOptions
    lines: Lines
    collector: Collector

    def read(self, row: Row) -> None:
        """Add the text of a row."""
        columns, content = self.columns, self.writing.source.content
        line, where = self.lines.at(row.start), f"column {columns.text + 1}"
        try:
            values = {
                at: self.writing.read(content[slice(*row.fields[at])])
                for at in (columns.text, columns.id, columns.title)
                if at is not None and at < len(row.fields)
            }
        except UnicodeDecodeError:
            message = f"A text is not {self.writing.source.outer}."
            self.collector.refuse(None, line, where, "not_encoded", message)
            return
        id_: Id = None if columns.id is None else values.get(columns.id)
        fault = row.fault or self._find_fault(row)
        if fault:
            self.collector.refuse(id_, line, where, "broken_row", fault)
            return
        title = "" if columns.title is None else values.get(columns.title, "")
        record = Record(id_, line, title)
        self.collector.begin(record)
        value = values[columns.text]
        markup = self.options.markup or tell_markup(value)
        self.collector.add(record, line, Found(value, *row.fields[columns.text], where, markup))

    def _find_fault(self, row: Row) -> str | None:
        """A row with too many fields may have cut a text in two; one with too few lacks it."""
        columns, count = self.columns, len(row.fields)
        if any(start < end for start, end in row.fields[columns.width :]):
            return f"The row has {count} fields, the first row {columns.width}."
        return None if columns.text < count else f"The row has only {count} fields."
