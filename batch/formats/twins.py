"""Twins: the same text as HTML and as plain text, rewritten together or not at all."""

from __future__ import annotations

import re

from batch.formats.errors import CannotPlace
from batch.formats.html.aligning import without_bullet
from batch.formats.line_ends import restore_line_ends, unify_line_ends

_OTHER_BULLET = re.compile(r"^[ \t]*([*\u2022\u2013])[ \t]+", re.MULTILINE)
_DASH = re.compile(r"^- ", re.MULTILINE)


def check_twins(draft: str, other: str) -> None:
    """Raise CannotPlace unless both say the same, now that markup is taken off."""
    if _read_words(draft) != _read_words(other):
        message = "The twin texts do not say the same, so no one draft serves both."
        raise CannotPlace("twins_differ", message)


def dress_twin(before: str, draft: str, text: str) -> str:
    """A rewrite in the layout of the plain twin: its bullets, its blank lines, its line ends."""
    old = unify_line_ends(before)
    if "\n\n" not in old.strip() and "\n\n" in draft:
        text = re.sub(r"\n{2,}", "\n", text)
    if _DASH.search(draft) and not _DASH.search(old):
        other = _OTHER_BULLET.search(old)
        text = _DASH.sub(f"{other[1]} " if other else "", text)
    tail = before[len(before.rstrip()) :]
    return restore_line_ends(before, text) + tail


def _read_words(text: str) -> list[str]:
    lines = unify_line_ends(text).split("\n")
    return [word for line in lines for word in without_bullet(line.strip() + " ").split()]
