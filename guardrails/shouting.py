"""Shouting: reproach in capitals, which only the original text shows."""

from __future__ import annotations

import re

from guardrails.folding import fold
from guardrails.matcher import Matcher
from guardrails.values import Span

# Two or more capital words side by side; one alone is an acronym or a button.
_CAPITALS = re.compile(r"(?<!\w)[A-Z][A-Z'\u2019]*(?:[ ,]{1,2}[A-Z][A-Z'\u2019]*)+(?!\w)")


def find_shouting(text: str, reproaches: Matcher[str]) -> tuple[Span, ...]:
    """The runs of capital words that hold a word of reproach.

    Capitals are rare and such words are not, so the capitals are looked for first.
    """
    runs = (match.span() for match in _CAPITALS.finditer(text))
    return tuple(run for run in runs if reproaches.find(fold(text[slice(*run)])))
