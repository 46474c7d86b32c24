"""The file of a batch, kept with how it is to be read: opened again it is the same library."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter

from batch.formats.library import Library
from batch.formats.opening import open_library
from batch.formats.values import FormatOptions
from storage.rows import Source


@dataclass(frozen=True, slots=True)
class _Reading:
    format: str
    options: FormatOptions


_READING = TypeAdapter(_Reading)


def keep_source(name: str, content: bytes, library: Library, options: FormatOptions) -> Source:
    """The row for a file that was opened as `library` with these options."""
    reading = _Reading(library.format, options)
    return Source(name, _READING.dump_json(reading).decode(), content)


def open_source(source: Source) -> Library:
    """The library that a kept file was opened as."""
    reading = _READING.validate_json(source.format)
    return open_library(
        source.content, name=source.name, format=reading.format, options=reading.options
    )
