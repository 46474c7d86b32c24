"""Hiding spans of a text, so that nothing in them is read and every offset stays."""

from __future__ import annotations

from collections.abc import Iterable

from guardrails.values import Span

HIDDEN = "\x1f"
"""Neither a word character nor white space, so that no pattern reaches across."""


def hide(text: str, spans: Iterable[Span], mark: str = HIDDEN) -> str:
    """The text with `mark` in place of every character of the spans."""
    parts: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if end > at:
            first = max(start, at)
            parts += (text[at:first], mark * (end - first))
            at = end
    return "".join((*parts, text[at:]))
