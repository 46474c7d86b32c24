"""Shouting: reproach in capitals, or with exclamation marks, which only the original text shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from guardrails.values import Span

# Both begin only where nothing of their own kind stands before, or long texts take for ever.
# Two or more capital words side by side; one alone is an acronym or a button.
_CAPITALS = re.compile(r"(?<![\w'\u2019])[A-Z][A-Z'\u2019]*(?:[ ,]{1,2}[A-Z][A-Z'\u2019]*)+(?!\w)")
_EXCLAMATION = re.compile(r"(?<![^.!?\n])[^.!?\n]*+!{3,}")


def find_shouting(text: str, reproaches: Sequence[Span]) -> tuple[Span, ...]:
    """Where words of reproach are shouted.

    `reproaches` are the spans of such words in any case. They are shouted inside a run of capital
    words, or in a sentence that ends in three exclamation marks.
    """
    return tuple(
        (start, end)
        for start, end in (*_runs(_CAPITALS, text), *_runs(_EXCLAMATION, text))
        if any(start <= one and other <= end for one, other in reproaches)
    )


def _runs(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    for match in pattern.finditer(text):
        run = match.group()
        yield match.start() + len(run) - len(run.lstrip()), match.end()
