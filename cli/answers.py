"""What goes to stdout as JSON: values by their public shapes, in UTF-8 whatever the locale."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from cli.exits import CLEAN, SOME_LINES_BAD, leave_quietly
from cli.lines import BadLine

_adapters: dict[Any, TypeAdapter[Any]] = {}


def to_json(value: object) -> bytes:
    """The JSON of a check, a verdict, a rewrite or a part of the guidance."""
    kind = type(value)
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind].dump_json(value, by_alias=True)


def write_text(text: str) -> None:
    """Put a text on stdout as it is, with a line end after it."""
    write_line(text.encode("utf-8"))


def write_line(content: bytes) -> None:
    """Put one line on stdout at once, so that a reader at the other end need not wait.

    Ends the command if there is no reader any more.
    """
    out = sys.stdout.buffer
    try:
        out.write(content + b"\n")
        out.flush()
    except BrokenPipeError:
        leave_quietly()


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one line, with the id that the line came with."""

    id: str | int
    value: object


class Answers:
    """The answers of a bulk run, written as they come."""

    def __init__(self, advance: Callable[[], None]) -> None:
        self._advance = advance
        self._some_bad = False

    def write(self, answer: Answer | BadLine) -> None:
        """Write one answer as one line: its own fields after the id, or what was wrong."""
        if isinstance(answer, BadLine):
            self._some_bad = True
            error = {"code": answer.code, "message": answer.message}
            write_line(
                json.dumps({"id": answer.id, "line": answer.number, "error": error}).encode()
            )
        else:
            id_ = json.dumps(answer.id).encode()
            write_line(b'{"id":' + id_ + b"," + to_json(answer.value)[1:])
        self._advance()

    @property
    def exit_code(self) -> int:
        """What the run ends with: 3 when some lines were bad."""
        return SOME_LINES_BAD if self._some_bad else CLEAN
