"""What is wrong with guidance files: each problem with its path and line."""

from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """One thing to correct: the file as the author knows it, its line from 1, what is wanted."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class GuidanceError(Exception):
    """Guidance that must not be used: every problem that was found in it."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
