"""Protected spans: the parts of a draft that are neither flagged nor rewritten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from guardrails.facts.urls import find_urls
from guardrails.placeholders import find_blanks, find_placeholders
from guardrails.quoting import find_quoted_lines, find_quoted_words, find_signatures
from guardrails.values import Span

ProtectedKind = Literal[
    "placeholder",
    "blank",
    "url",
    "code",
    "quoted_lines",
    "quoted_words",
    "signature",
    "locked",
]

_CODE = re.compile(
    r"^[ ]{0,3}(?P<fence>`{3,8}|~{3,8})[^\n]*\n(?:.*?^[ ]{0,3}(?P=fence)[`~]*[ \t]*$|.*\Z)"
    r"|(?P<ticks>`{1,3})(?!`)[^`\n]{1,300}(?P=ticks)(?!`)"
    r"|<(?P<element>code|pre|kbd|samp)\b[^>\n]{0,100}>.*?</(?P=element)>",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_REWRITE_START = "{{aiRewriteStart}}"
_REWRITE_END = "{{aiRewriteEnd}}"


@dataclass(frozen=True, slots=True)
class Protected:
    """A span that stays as it is, and why."""

    kind: ProtectedKind
    start: int
    end: int


def find_protected(text: str) -> tuple[Protected, ...]:
    """Return the protected spans of `text`, in order, never overlapping.

    Where two overlap they become one, of the longer one's kind.
    """
    return merge_overlaps(_find_all(text))


def merge_overlaps(spans: Iterator[Protected]) -> tuple[Protected, ...]:
    """Join overlapping spans; the joined one is of the longest one's kind."""
    merged: list[Protected] = []
    longest = 0
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        length = span.end - span.start
        if merged and span.start < merged[-1].end:
            last = merged[-1]
            kind = span.kind if length > longest else last.kind
            merged[-1] = Protected(kind, last.start, max(last.end, span.end))
            longest = max(longest, length)
        else:
            merged.append(span)
            longest = length
    return tuple(merged)


def _find_all(text: str) -> Iterator[Protected]:
    yield from (Protected("placeholder", *span) for span in find_placeholders(text))
    yield from (Protected("blank", *span) for span in find_blanks(text))
    yield from (Protected("url", url.start, url.end) for url in find_urls(text))
    yield from (Protected("code", *span) for span in _find_code(text))
    yield from (Protected("quoted_lines", *span) for span in find_quoted_lines(text))
    yield from (Protected("quoted_words", *span) for span in find_quoted_words(text))
    yield from (Protected("signature", *span) for span in find_signatures(text))
    yield from (Protected("locked", *span) for span in _find_locked(text))


def _find_code(text: str) -> Iterator[Span]:
    if "`" in text or "~~~" in text or "</" in text:
        yield from (found.span() for found in _CODE.finditer(text))


def _find_locked(text: str) -> Iterator[Span]:
    """Yield all that lies outside the regions an author opened to rewriting (Veeva's marks).

    Without a first mark nothing is locked; a region that is not closed reaches to the end.
    """
    start = text.find(_REWRITE_START)
    locked_from = 0
    while start >= 0:
        opened = start + len(_REWRITE_START)
        yield locked_from, opened
        end = text.find(_REWRITE_END, opened)
        if end < 0:
            return
        locked_from = end
        start = text.find(_REWRITE_START, end)
    if locked_from:
        yield locked_from, len(text)
