"""Protected spans: the parts of a draft that are neither flagged nor rewritten."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from guardrails.facts.urls import find_urls
from guardrails.placeholders import find_blanks, find_placeholders
from guardrails.quoting import find_quoted_lines, find_quoted_words, find_signatures
from guardrails.spans import join_overlaps
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
    r"^[ ]{0,3}(?P<fence>`{3,8}|~{3,8})[^\n]*\n(?:.*?^[ ]{0,3}(?P=fence)[`~]*[ \t\r]*$|.*\Z)"
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
    found = ((start, end, kind) for kind, spans in _find_all(text).items() for start, end in spans)
    return tuple(Protected(kind, start, end) for start, end, kind in join_overlaps(found))


def _find_all(text: str) -> dict[ProtectedKind, Iterable[Span]]:
    return {
        "placeholder": find_placeholders(text),
        "blank": find_blanks(text),
        "url": ((url.start, url.end) for url in find_urls(text)),
        "code": _find_code(text),
        "quoted_lines": find_quoted_lines(text),
        "quoted_words": find_quoted_words(text),
        "signature": find_signatures(text),
        "locked": _find_locked(text),
    }


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
