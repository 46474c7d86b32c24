"""Why a rewrite was not begun: the caller's mistakes and the service's settings.

What a model does wrong is in `rewriting.model.errors`.
"""

from __future__ import annotations


class RewriteError(Exception):
    """A rewrite that was not begun. No message holds a word of the draft."""


class ModelNotConfigured(RewriteError):
    """The caller insists on the model engine, and no model is configured."""

    def __init__(self) -> None:
        super().__init__("No model is configured: set OPENAI_API_KEY or OPENAI_BASE_URL.")


class UnsupportedLanguage(RewriteError):
    """The text that `pointer` leads to in its request is confidently not English."""

    def __init__(self, pointer: str = "/draft") -> None:
        super().__init__("The text is not in English, the one language of the guidance.")
        self.pointer = pointer


class OutOfTime(RewriteError):
    """The deadline passed before it was known what becomes of the draft."""

    def __init__(self) -> None:
        super().__init__("The deadline passed before the draft was worked on.")
