"""Spans with a kind, and how overlapping ones become one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

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
