"""Reading guidance files, wherever they lie, and naming the line of a mistake."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from guidance.errors import GuidanceError, Problem

S = TypeVar("S", bound=BaseModel)

_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")


@dataclass(frozen=True, slots=True)
class GuidanceFile:
    """One TOML file: its `name` within the directory read, and its `path` for messages."""

    name: str
    path: str
    content: bytes

    @property
    def text(self) -> str:
        """The content as text; bytes that are not UTF-8 show as replacement characters."""
        return self.content.decode("utf-8", errors="replace")


def walk(directory: Traversable, label: str, within: str = "") -> Iterator[GuidanceFile]:
    """Yield every TOML file below `directory`, in the order of names."""
    for entry in sorted(directory.iterdir(), key=lambda e: e.name):
        name = f"{within}{entry.name}"
        if entry.is_dir():
            yield from walk(entry, label, f"{name}/")
        elif entry.name.endswith(".toml"):
            yield GuidanceFile(name, f"{label}/{name}", entry.read_bytes())


def version_of(files: Iterable[GuidanceFile]) -> str:
    """Twelve hex digits that change with every byte of every file."""
    digest = hashlib.sha256()
    for file in files:
        for part in (file.name.encode(), file.content):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:12]


def parse(file: GuidanceFile, shape: type[S]) -> S:
    """Read one file into its shape; GuidanceError says everything that is wrong with it."""
    try:
        return shape.model_validate(tomllib.loads(file.content.decode("utf-8")))
    except UnicodeDecodeError as error:
        line = file.content.count(b"\n", 0, error.start) + 1
        raise GuidanceError(Problem(file.path, line, "not UTF-8")) from error
    except tomllib.TOMLDecodeError as error:
        at = _AT_LINE.search(str(error))
        line = int(at[1]) if at else file.text.count("\n") + 1
        message = f"not TOML: {_AT_LINE.sub('', str(error))}"
        raise GuidanceError(Problem(file.path, line, message)) from error
    except ValidationError as error:
        raise GuidanceError(*(_problem(file, one) for one in error.errors())) from error


def _problem(file: GuidanceFile, one: ErrorDetails) -> Problem:
    key = ".".join(map(str, one["loc"]))
    return Problem(file.path, line_of(file.text, one["loc"]), f"{key}: {one['msg']}")


def line_of(text: str, where: tuple[int | str, ...]) -> int:
    """The line, from 1, of a key such as `("examples", 1, "before")`, or of its table."""
    lines, at = text.split("\n"), 0
    for depth, key in enumerate(where):
        if isinstance(key, int):
            continue
        nth = where[depth + 1] if depth + 1 < len(where) else 0
        table = re.compile(rf"\s*\[\[{re.escape(key)}\]\]")
        tables = [n for n, line in enumerate(lines) if table.match(line)]
        if tables and isinstance(nth, int):
            at = tables[min(nth, len(tables) - 1)]
            continue
        assignment = re.compile(rf"\s*{re.escape(key)}\s*=")
        at = next((n for n in range(at, len(lines)) if assignment.match(lines[n])), at)
    return at + 1
