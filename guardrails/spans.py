"""Spans with a kind, and how overlapping ones become one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate
from typing import TypeVar

from guardrails.values import Span

K = TypeVar("K")


def join_overlaps(found: Iterable[tuple[int, int, K]]) -> list[tuple[int, int, K]]:
    """Join overlapping spans of (start, end, kind), in order; the longest one names the kind.

    Of equally long ones the first given does. Empty spans are left out.
    """
    joined: list[tuple[int, int, K]] = []
    longest = 0
    for start, end, kind in sorted(found, key=lambda one: (one[0], -one[1])):
        if start == end:
            continue
        if joined and start < joined[-1][1]:
            first, last, named = joined[-1]
            if end - start > longest:
                named, longest = kind, end - start
            joined[-1] = (first, max(last, end), named)
        else:
            joined.append((start, end, kind))
            longest = end - start
    return joined


def find_holder(spans: Iterable[Span]) -> Callable[[int, int], bool]:
    """A question to the spans: whether one of them holds [start, end) whole.

    The answer takes no look at each span: hostile texts have as many spans as offences.
    """
    ordered = sorted(spans)
    starts = [start for start, _ in ordered]
    furthest = list(accumulate((end for _, end in ordered), max))

    def is_held(start: int, end: int) -> bool:
        before = bisect_right(starts, start)
        return before > 0 and end <= furthest[before - 1]

    return is_held
