"""Words in quotation marks or code marks: labels of buttons, messages, somebody's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guardrails.values import Fact

_QUOTE = re.compile(
    r"(?<!\w)\"(?P<a>[^\"\n]{1,300})\"|\u201c(?P<b>[^\u201c\u201d\n]{1,300})\u201d|\u00ab\s?(?P<c>[^\u00ab\u00bb\n]{1,300}?)\s?\u00bb"
    r"|\u201e(?P<d>[^\u201c\u201d\u201e\n]{1,300})[\u201c\u201d]|`(?P<e>[^`\n]{1,300})`"
    r"|(?<!\w)[\u2018'](?P<f>\w(?:[^\u2018\n]{0,200}?[^\s\u2018])??)[\u2019'](?!\w)"
)
_SPACES = re.compile(r"\s+")
_APOSTROPHES = str.maketrans("", "", "'\u2018\u2019\u02bc\u0060\u00b4")
_INCHES = re.compile(r"(?<=\d)\"(?!\w)")


def find_quotes(text: str) -> Iterator[Fact]:
    """Every quotation: its text is what stands between the marks, its value the plain words."""
    for match in _QUOTE.finditer(text):
        group = match.lastgroup or "a"
        inner = match[group]
        if any(c.isalnum() for c in inner):
            yield Fact("quote", inner, match.start(group), match.end(group), plain_words(inner))


def mark_inches(text: str, quotes: Iterable[Fact]) -> str:
    """The text with the sign of inches where a mark behind a number closes no quotation: 16"."""
    if '"' not in text:
        return text
    closing = {quote.end for quote in quotes}
    return _INCHES.sub(lambda mark: mark[0] if mark.start() in closing else "\u2033", text)


def plain_words(text: str) -> str:
    """Words with one space between them, in small letters, without apostrophes and end marks.

    Without apostrophes "doesnt" and "doesn't" are the same word.
    """
    bare = text.translate(_APOSTROPHES)
    return _SPACES.sub(" ", bare).strip().strip(".,;:!?").casefold()
