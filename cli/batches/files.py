"""The file that is rewritten, and the one that comes out."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from batch.formats.errors import FormatError
from batch.formats.library import Library
from batch.formats.opening import open_library
from batch.formats.values import FormatOptions
from cli.exits import give_up, leave_quietly
from cli.inputs import STDIN


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file's bytes and the library that they are."""

    name: str
    content: bytes
    library: Library


def open_file(source: Path, format_: str | None, options: FormatOptions) -> OpenedFile:
    """Open a file, or standard input for `-`; ends the command if it is not a library."""
    try:
        content = sys.stdin.buffer.read() if str(source) == STDIN else source.read_bytes()
    except OSError as error:
        give_up(f"cannot read {source}: {error.strerror}.")
    name = "" if str(source) == STDIN else source.name
    try:
        return OpenedFile(
            name, content, open_library(content, name=name, format=format_, options=options)
        )
    except FormatError as error:
        give_up(f"{source}: {error}")


def require_writable(out: Path, source: Path) -> None:
    """End the command, before anything is spent, if the result could not be written to `out`."""
    if str(out) == STDIN:
        return
    if out.exists() and source.exists() and out.samefile(source):
        give_up(
            "IN and OUT are the same file: keep the originals until you have seen the rewrites."
        )
    if out.is_dir():
        give_up(f"cannot write {out}: it is a directory.")
    if not os.access(out.absolute().parent, os.W_OK):
        give_up(f"cannot write {out}: its directory is not there, or may not be written to.")


def write_whole(out: Path, content: bytes) -> None:
    """Write `content` to `out`, or to standard output for `-`.

    A file is replaced in one step once everything is on the disk: whoever looks sees the old one or
    the whole new one. Raises OSError, and then the old one is still there.
    """
    if str(out) == STDIN:
        try:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            leave_quietly()
        return
    beside = out.with_name(f".{out.name}.{token_hex(4)}")
    try:
        with beside.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(out)
    finally:
        beside.unlink(missing_ok=True)
