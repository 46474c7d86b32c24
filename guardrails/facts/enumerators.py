"""The "1.", "2)" before the points of a list: they number the points and are no facts."""

from __future__ import annotations

import re

from guardrails.values import Span

_CANDIDATE = re.compile(r"(?:(?<=^)|(?<=[\s(:;,]))\(?(?P<number>\d{1,2})[.)]\s+(?=\S)")

_FIRST = re.compile(r"1[.)]\s")


def find_enumerators(text: str) -> tuple[Span, ...]:
    """The spans of the numbers that count 1, 2, 3 ... through the text. A lone "1." is none."""
    if not _FIRST.search(text):
        return ()
    found: list[Span] = []
    run: list[Span] = []
    for match in _CANDIDATE.finditer(text):
        number = int(match["number"])
        if number == len(run) + 1:
            run.append(match.span())
        elif number == 1:
            found += run if len(run) > 1 else []
            run = [match.span()]
    found += run if len(run) > 1 else []
    return tuple(found)
