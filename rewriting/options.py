"""How a caller wants one draft rewritten."""

from __future__ import annotations

from dataclasses import dataclass

from rewriting.results import EngineChoice


@dataclass(frozen=True, slots=True)
class RewriteOptions:
    """The choices of one request.

    `always` rewrites a draft that needs nothing; `max_repairs` bounds how often the model is asked
    again; `deadline_ms` bounds the whole rewrite, wall time in milliseconds.
    """

    engine: EngineChoice = "auto"
    always: bool = False
    max_repairs: int = 2
    deadline_ms: int = 20_000


DEFAULT_OPTIONS = RewriteOptions()
