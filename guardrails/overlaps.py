"""Overlaps: whether any of many spans touches another, in logarithmic time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate

from guardrails.values import Span


class Overlaps:
    """Half-open spans of one text, asked again and again whether they touch a piece of it."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reaches = list(accumulate((end for _, end in ordered), max))

    def touch(self, start: int, end: int) -> bool:
        """Whether one of the spans begins before `end` and ends behind `start`."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reaches[before - 1] > start
