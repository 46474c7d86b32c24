"""Words in quotation marks or code marks: labels of buttons, messages, somebody's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guardrails.values import Fact

_QUOTE = re.compile(
    r"\"(?P<a>[^\"\n]{1,300})\"|\u201c(?P<b>[^\u201c\u201d\n]{1,300})\u201d|\u00ab\s?(?P<c>[^\u00ab\u00bb\n]{1,300}?)\s?\u00bb"
    r"|\u201e(?P<d>[^\u201c\u201d\u201e\n]{1,300})[\u201c\u201d]|`(?P<e>[^`\n]{1,300})`"
    r"|(?<!\w)[\u2018'](?P<f>\w(?:[^\u2018\n]{0,200}?[^\s\u2018])??)[\u2019'](?!\w)"
)
_SPACES = re.compile(r"\s+")
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u00a0": " "})


def find_quotes(text: str) -> Iterator[Fact]:
    """Every quotation: its text is what stands between the marks, its value the plain words."""
    for match in _QUOTE.finditer(text):
        group = match.lastgroup or "a"
        inner = match[group]
        if any(c.isalnum() for c in inner):
            yield Fact("quote", inner, match.start(group), match.end(group), plain_words(inner))


def plain_words(text: str) -> str:
    """Words with one space between them, in small letters, without the sentence's punctuation."""
    bare = text.translate(_APOSTROPHES)
    return _SPACES.sub(" ", bare).strip().strip(".,;:!?").casefold()
