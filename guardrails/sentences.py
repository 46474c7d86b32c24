"""Where sentences begin and end, well enough to say what stands next to what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guardrails.values import Span

# A sentence ends after its closing punctuation and quotes, or at a line's end.
_END = re.compile(r"[.!?…]+[\"'\u201d\u2019)\]]*(?=\s)|\n+")


def find_sentence_ends(text: str, start: int = 0) -> Iterator[int]:
    """Where sentences end from `start` on, in code points; a text's own end is not among them."""
    return (match.end() for match in _END.finditer(text, start))


def split_sentences(text: str) -> tuple[Span, ...]:
    """The half-open spans, in code points, of the sentences that are not blank."""
    spans, start = [], 0
    for end in (*find_sentence_ends(text), len(text)):
        if text[start:end].strip():
            spans.append((start, end))
            start = end
    return tuple(spans)
