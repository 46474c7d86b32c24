"""Shouting: reproach in capitals, which only the original text shows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guardrails.values import Span

# Two or more capital words side by side; one alone is an acronym or a button.
_CAPITALS = re.compile(r"(?<!\w)[A-Z][A-Z'\u2019]*(?:[ ,]{1,2}[A-Z][A-Z'\u2019]*)+(?!\w)")


def find_shouting(text: str, reproaches: Sequence[Span]) -> tuple[Span, ...]:
    """The runs of capital words that hold a word of reproach.

    `reproaches` are the spans of such words, in any case.
    """
    runs = (match.span() for match in _CAPITALS.finditer(text))
    return tuple(
        (start, end)
        for start, end in runs
        if any(start <= one and other <= end for one, other in reproaches)
    )
