"""Which lines of a rewrite belong to which pieces of a body.

Order is kept, every line has its place, and no piece is lost: a list item or a cell has exactly one
line. A line that the rewrite adds joins the prose beside it, in the same element, so
that no markup has to be made up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from batch.formats.errors import CannotPlace
from batch.formats.html.pieces import Piece

_WORD = re.compile(r"\{\{[^{}]*\}\}|[^\W_]+(?:['\u2019][^\W_]+)*")
_BULLET = re.compile(r"\s*(?:[-*\u2022\u2013]|\d{1,3}[.)])\s+")
_SHORT = 5
"""Words up to which a piece may be a greeting, a sign-off or a label, which no sentence joins."""
_LARGEST = 40_000
"""Pieces times lines that are compared."""
_JOIN, _EMPTY = -0.01, -2.0
"""What it costs to put one more line into a piece, and to leave one empty; likeness is up to 1."""


@dataclass(frozen=True, slots=True)
class _Side:
    """A line or a piece as it is compared."""

    words: Counter[str]
    is_bullet: bool


def align_lines(pieces: Sequence[Piece], lines: Sequence[str]) -> list[list[str]]:
    """Give each piece its lines. Raises CannotPlace when that is not possible without loss."""
    head = _count_equal(pieces, lines)
    tail = _count_equal(pieces[head:][::-1], lines[head:][::-1])
    ends = [[line] for line in lines[:head]], [[line] for line in lines[len(lines) - tail :]]
    middle = _align(pieces[head : len(pieces) - tail], lines[head : len(lines) - tail])
    if middle is None and (head or tail):  # an equal neighbour may have to take a line
        return align_all(pieces, lines)
    if middle is None:
        raise _lost(pieces, lines)
    return [*ends[0], *middle, *ends[1]]


def align_all(pieces: Sequence[Piece], lines: Sequence[str]) -> list[list[str]]:
    """Align without taking equal lines for granted."""
    found = _align(pieces, lines)
    if found is None:
        raise _lost(pieces, lines)
    return found


def _lost(pieces: Sequence[Piece], lines: Sequence[str]) -> CannotPlace:
    bullets = sum(bool(_BULLET.match(piece.line)) for piece in pieces)
    now = sum(bool(_BULLET.match(line)) for line in lines)
    if bullets != now:
        message = f"The text has {now} list items where the markup has {bullets}."
        return CannotPlace("list_changed", message)
    message = f"{len(lines)} lines do not fit the {len(pieces)} places that the markup has."
    return CannotPlace("lines_changed", message)


def _count_equal(pieces: Sequence[Piece], lines: Sequence[str]) -> int:
    count = 0
    for piece, line in zip(pieces, lines, strict=False):
        if piece.line != line:
            break
        count += 1
    return count


def _align(pieces: Sequence[Piece], lines: Sequence[str]) -> list[list[str]] | None:
    """The alignment with the greatest likeness, by dynamic programming; None when there is none."""
    if not pieces:
        return None if lines else []
    if len(pieces) * max(len(lines), 1) > _LARGEST:
        raise CannotPlace("lines_changed", "Too much of a long text has changed.")
    kept = [_Side(_count_words(one.line), bool(_BULLET.match(one.line))) for one in pieces]
    new = [_Side(_count_words(one), bool(_BULLET.match(one))) for one in lines]
    # best[i][j]: the first i pieces hold the first j lines; the way there.
    best: list[list[float]] = [[float("-inf")] * (len(new) + 1) for _ in range(len(kept) + 1)]
    came: list[list[str]] = [[""] * (len(new) + 1) for _ in range(len(kept) + 1)]
    best[0][0] = 0.0
    for i, piece in enumerate(kept, 1):
        for j in range(len(new) + 1):
            ways = [(best[i - 1][j] + _EMPTY, "empty")] if pieces[i - 1].alone else []
            if j and piece.is_bullet == new[j - 1].is_bullet:
                common = _compare(piece.words, new[j - 1].words)
                ways.append((best[i - 1][j - 1] + common, "first"))
                if came[i][j - 1] in ("first", "more") and _takes_more(pieces[i - 1]):
                    ways.append((best[i][j - 1] + common + _JOIN, "more"))
            score, way = max(ways, default=(float("-inf"), ""))
            if score > float("-inf"):
                best[i][j], came[i][j] = score, way
    return _trace(came, lines) if came[-1][-1] else None


def _trace(came: list[list[str]], lines: Sequence[str]) -> list[list[str]]:
    found: list[list[str]] = [[] for _ in came[1:]]
    i, j = len(found), len(lines)
    while i:
        way = came[i][j]
        if way != "empty":
            j -= 1
            found[i - 1].insert(0, lines[j])
        i -= way != "more"
    return found


def _takes_more(piece: Piece) -> bool:
    """Whether another sentence may stand in a piece: it is prose, no greeting and no list item."""
    words = _count_words(piece.text).total()
    ends = piece.text.rstrip()[-1:]
    return not (piece.fixed or piece.bullet or ends == "," or (words <= _SHORT and ends.isalnum()))


def _compare(one: Counter[str], other: Counter[str]) -> float:
    """How alike two texts are: the share of their words that both have."""
    return 2 * (one & other).total() / max(one.total() + other.total(), 1)


def _count_words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def without_bullet(line: str) -> str:
    """A line without the bullet that stands for its list item's markup."""
    return _BULLET.sub("", line, count=1)
