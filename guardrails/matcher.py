"""The one matcher that pre-check, post-check and stream share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

from guardrails.automaton import DEAD, Automaton
from guardrails.folding import Folded
from guardrails.patterns import parse_pattern

K = TypeVar("K")

# A match begins and ends at the edges of these, so a walk takes them whole.
_TOKENS = re.compile(r"\w+|\W").findall


@dataclass(frozen=True, slots=True)
class Match(Generic[K]):
    """A pattern's key, and where it matched: [start, end) in the original, in code points."""

    key: K
    start: int
    end: int


class Matcher(Generic[K]):
    """Finds all patterns in one pass. Keys may repeat: a rule has many patterns.

    Raises `PatternError` for a pattern that is refused. Safe to share between threads.
    """

    def __init__(self, patterns: Iterable[tuple[K, str]]) -> None:
        pairs = tuple(patterns)
        self.keys: tuple[K, ...] = tuple(key for key, _ in pairs)
        self.automaton = Automaton(parse_pattern(pattern) for _, pattern in pairs)

    def find(self, folded: Folded) -> list[Match[K]]:
        """All matches, ordered by start; of those of one key at one start, the longest."""
        automaton = self.automaton
        start = automaton.start
        tokens = _TOKENS(folded.text)
        ends: list[int] = []
        found: list[Match[K]] = []
        for first, token in enumerate(tokens):
            state = start.after_token.get(token) or automaton.walk(start, token)
            if state is DEAD:
                continue
            longest: dict[K, int] = {}
            last = first
            while True:
                for number in state.accepted:
                    longest[self.keys[number]] = last
                last += 1
                if last == len(tokens):
                    break
                token = tokens[last]  # noqa: PLW2901
                state = state.after_token.get(token) or automaton.walk(state, token)
                if state is DEAD:
                    break
            if longest:
                ends = ends or list(accumulate(map(len, tokens)))
                begin = ends[first] - len(tokens[first])
                for key, last in longest.items():
                    found.append(Match(key, *folded.span(begin, ends[last])))
        return found
