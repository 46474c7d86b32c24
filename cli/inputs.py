"""Texts and lines, from wherever the person has them."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from cli.exits import give_up
from guardrails.context import NO_CONTEXT, Channel, Context

STDIN = "-"


def read_text(source: str | None, text: str | None = None) -> str:
    """Read the text of a file, of standard input (`-`, or nothing named), or given as an option.

    One line end at the end of a file is the file's, not the text's.
    """
    if text is not None:
        if source is not None:
            give_up("name a file or give --text, not both.")
        return text
    if source is None and sys.stdin.isatty():
        give_up("name a file, - for standard input, or give --text.")
    name = source or STDIN
    try:
        content = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
        decoded = content.decode("utf-8-sig")
    except OSError as error:
        give_up(f"cannot read {name}: {error.strerror}.")
    except UnicodeDecodeError as error:
        give_up(f"{name} is not UTF-8 text: the byte at offset {error.start} is wrong.")
    return decoded.removesuffix("\n").removesuffix("\r")


def read_context(
    customer_message: str | None,
    channel: Channel | None,
    agent_name: str | None,
    names: list[str] | None,
    facts: list[str] | None,
) -> Context:
    """The context that the options describe."""
    return Context(
        customer_message=customer_message,
        channel=channel,
        agent_name=agent_name,
        names=tuple(names or ()),
        facts=tuple(facts or ()),
    )


def expect_nothing_beside_lines(*given: object) -> None:
    """With `--jsonl` every line brings its own texts and context."""
    if any(value not in (None, NO_CONTEXT) for value in given):
        give_up("--jsonl brings its own texts and contexts: give it without them.")


@contextmanager
def open_lines(source: Path) -> Iterator[BinaryIO]:
    """The lines of a file, or of standard input for `-`."""
    if str(source) == STDIN:
        yield _standard_input()
        return
    try:
        stream = source.open("rb")
    except OSError as error:
        give_up(f"cannot read {source}: {error.strerror}.")
    with stream:
        yield stream


def _standard_input() -> BinaryIO:
    """Standard input through a reader of its own.

    Python closes `sys.stdin` when it ends, and aborts if a thread still waits in it for a line.
    """
    try:
        return open(sys.stdin.fileno(), "rb", closefd=False)
    except io.UnsupportedOperation:  # standard input has been replaced by something in memory
        return sys.stdin.buffer
