"""Where sentences begin and end, well enough to say what stands next to what."""

from __future__ import annotations

import re

from guardrails.values import Span

# A sentence ends after its closing punctuation and quotes, or at a line's end.
_END = re.compile(r"[.!?…]+[\"'\u201d\u2019)\]]*(?=\s)|\n+")


def split_sentences(text: str) -> tuple[Span, ...]:
    """The half-open spans, in code points, of the sentences that are not blank."""
    spans, start = [], 0
    for end in (*(match.end() for match in _END.finditer(text)), len(text)):
        if text[start:end].strip():
            spans.append((start, end))
            start = end
    return tuple(spans)
