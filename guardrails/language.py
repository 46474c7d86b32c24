"""Language: whether a text is confidently not English."""

from __future__ import annotations


def is_unsupported_language(text: str) -> bool:
    """Whether `text` is confidently not English."""
    letters = [c for c in text if c.isalpha()]
    foreign = [c for c in letters if c > "\u024f"]
    return len(letters) >= 10 and len(foreign) > 0.6 * len(letters)
