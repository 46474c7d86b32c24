"""What is said when a text cannot be processed: a code that programs read, a message for people.

The codes are the service's own. No message holds a word of a text.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from api.logs import whereabouts
from cli.exits import give_up
from cli.lines import BadLine, LineT, Numbered
from guardrails.entry import TextRefused
from rewriting.errors import ModelNotConfigured, OutOfTime, RewriteError, UnsupportedLanguage
from rewriting.model.errors import DeadlinePassed, ModelError


def explain(error: Exception) -> tuple[str, str]:
    """The code and the message for an error; one that nobody expected is `internal`."""
    match error:
        case TextRefused():
            return error.code, f"{error.pointer}: {error.detail}"
        case UnsupportedLanguage():
            return "unsupported_language", f"{error.pointer}: {error}"
        case ModelNotConfigured():
            return "model_not_configured", str(error)
        case DeadlinePassed() | OutOfTime():
            return "deadline", str(error)
        case ModelError():
            return "model_unavailable", str(error)
        case _:
            # Its place without its message, which may quote the text.
            return "internal", f"A mistake inside Tactful, please report it: {whereabouts(error)}"


@contextmanager
def plainly() -> Iterator[None]:
    """End with exit code 2 and a plain message where a text cannot be processed."""
    try:
        yield
    except (TextRefused, RewriteError, ModelError) as error:
        give_up(explain(error)[1])


def refuse(numbered: Numbered[LineT], error: Exception) -> BadLine:
    """The line that stands for one whose processing failed."""
    code, message = explain(error)
    return BadLine(numbered.number, numbered.line.id, code, message)
