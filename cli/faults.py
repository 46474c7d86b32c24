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
from guardrails.tokens import MaskingFailed
from rewriting.errors import ModelNotConfigured, OutOfTime, RewriteError, UnsupportedLanguage
from rewriting.model.errors import DeadlinePassed, ModelError

_CODES: tuple[tuple[type[Exception], str], ...] = (
    (MaskingFailed, "masking_failed"),
    (ModelNotConfigured, "model_not_configured"),
    (OutOfTime, "deadline"),
    (DeadlinePassed, "deadline"),
    (ModelError, "model_unavailable"),
)
"""The errors whose messages are ours and fit for people, the narrower kind first."""


def explain(error: Exception) -> tuple[str, str]:
    """The code and the message for an error; one that nobody expected is `internal`."""
    match error:
        case TextRefused():
            return error.code, f"{error.pointer}: {error.detail}"
        case UnsupportedLanguage():
            return "unsupported_language", f"{error.pointer}: {error}"
    for kind, code in _CODES:
        if isinstance(error, kind):
            return code, str(error)
    # Its place without its message, which may quote the text.
    return "internal", f"A mistake inside Tactful, please report it: {whereabouts(error)}"


@contextmanager
def plainly() -> Iterator[None]:
    """End with exit code 2 and a plain message where a text cannot be processed."""
    try:
        yield
    except (TextRefused, MaskingFailed, RewriteError, ModelError) as error:
        give_up(explain(error)[1])


def refuse(numbered: Numbered[LineT], error: Exception) -> BadLine:
    """The line that stands for one whose processing failed."""
    code, message = explain(error)
    return BadLine(numbered.number, numbered.line.id, code, message)
