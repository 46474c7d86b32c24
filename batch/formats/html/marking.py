"""Where the tags inside a piece stand when its text has changed: around the same words."""

from __future__ import annotations

import re
from itertools import pairwise

from batch.formats.errors import CannotPlace
from batch.formats.html.pieces import Mark, Piece

_MOST = 500
"""Tags of one line whose places are looked for."""


def place_marks(piece: Piece, text: str) -> list[tuple[Mark, int]]:
    """Give each mark of a piece its place in the new text, in the same order.

    Raises CannotPlace when words that a mark stands at are gone, or stand there more often.
    """
    marks = piece.marks
    if len(marks) > _MOST:
        raise CannotPlace("markup_lost", "A line has too many tags to find their places again.")
    places: dict[int, int] = {}
    for first, last in _pair(marks):
        start = 0 if first is None else marks[first].at
        end = len(piece.text) if last is None else marks[last].at
        start, end = _find_stretch(piece.text, start, end, text)
        if first is not None:
            places[first] = start
        if last is not None:
            places[last] = end
    for index, mark in enumerate(marks):
        if index not in places:
            places[index] = _find_gap(piece.text, mark.at, text)
    ordered = [places[index] for index in range(len(marks))]
    if any(later < earlier for earlier, later in pairwise(ordered)):
        raise CannotPlace("markup_moved", "Words with markup would stand in another order.")
    return list(zip(marks, ordered, strict=True))


def _pair(marks: tuple[Mark, ...]) -> list[tuple[int | None, int | None]]:
    """The marks that open and close an element; one whose other half stands in another piece."""
    pairs: list[tuple[int | None, int | None]] = []
    opened: list[int] = []
    for index, mark in enumerate(marks):
        token = mark.token
        if token.kind == "open":
            opened.append(index)
        elif token.kind == "close":
            match = next((one for one in opened if marks[one].token.name == token.name), None)
            if match is None:
                pairs.append((None, index))
                continue
            match = max(one for one in opened if marks[one].token.name == token.name)
            opened.remove(match)
            pairs.append((match, index))
    pairs += [(index, None) for index in opened]
    return pairs


def _find_stretch(before: str, start: int, end: int, after: str) -> tuple[int, int]:
    """Where the words of before[start:end] stand in the new text."""
    words = before[start:end].strip()
    if not words:
        at = _find_gap(before, start, after)
        return at, at
    if words == before.strip():
        return 0, len(after)
    left = start + len(before[start:end]) - len(before[start:end].lstrip())
    then = [found.start() for found in _search(words, before)]
    now = [found.span() for found in _search(words, after)]
    if len(now) == len(then):
        return now[then.index(left)] if left in then else _lost(words)
    if len(now) == 1 and len(then) > 1:
        return _lost(words)
    if len(now) > 1:
        return _find_by_neighbours(before, left, left + len(words), after, now)
    return _lost(words)


def _find_by_neighbours(
    before: str, start: int, end: int, after: str, found: list[tuple[int, int]]
) -> tuple[int, int]:
    """Of several places, the only one with the same word before it, or after it."""
    for side in (-1, 1):
        beside = _word_beside(before, start, end, side)
        same = [span for span in found if beside and _word_beside(after, *span, side) == beside]
        if len(same) == 1:
            return same[0]
    return _lost(before[start:end])


def _word_beside(text: str, start: int, end: int, side: int) -> str:
    word = re.search(r"\w+(?=\W*\Z)", text[:start]) if side < 0 else re.search(r"\w+", text[end:])
    return word[0].casefold() if word else ""


def _find_gap(before: str, at: int, after: str) -> int:
    """The place of what stands between two words: at an edge, or between the same words again."""
    if not before[:at].strip():
        return 0
    if not before[at:].strip():
        return len(after)
    left = before[:at].rsplit(maxsplit=1)[-1]
    right = before[at:].split(maxsplit=1)[0]
    apart = before[:at].endswith(" ") or before[at:].startswith(" ")
    space = r"\s+" if apart else ""
    pattern = rf"(?<!\S){re.escape(left)}{space}(?={re.escape(right)}(?!\S))"
    found = list(re.finditer(pattern, after, re.IGNORECASE))
    if len(found) != 1:
        _lost(left)
    return found[0].end() if before[:at].endswith(" ") else found[0].start() + len(left)


def _search(words: str, text: str) -> list[re.Match[str]]:
    """Whole words, in capitals or small letters."""
    opens = r"(?<!\w)" if words[0].isalnum() else ""
    closes = r"(?!\w)" if words[-1].isalnum() else ""
    return list(re.finditer(f"{opens}{re.escape(words)}{closes}", text, re.IGNORECASE))


def _lost(words: str) -> tuple[int, int]:
    count = len(words.split())
    message = f"{count} words with markup of their own" if count > 1 else "A word with markup"
    raise CannotPlace("markup_lost", f"{message} cannot be found again.")
