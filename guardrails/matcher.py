"""The one matcher that pre-check, post-check and stream share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

from guardrails.automaton import DEAD, Automaton
from guardrails.folding import Folded
from guardrails.patterns import parse_pattern

K = TypeVar("K")


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
        automaton, keys = self.automaton, self.keys
        known = automaton.begun
        pieces = folded.text.split(" ")
        offsets: list[int] = []
        found: list[Match[K]] = []
        for index, piece in enumerate(pieces):
            begun = known.get(piece)
            if begun is None:
                begun = automaton.begin(piece)
            for begin, first_state, first_accepted in begun:
                last, state, accepted = index, first_state, first_accepted
                ends: dict[K, tuple[int, int]] = {}
                while True:
                    for end, number in accepted:
                        ends[keys[number]] = (last, end)
                    last += 1
                    if state is DEAD or last == len(pieces):
                        break
                    followed = state.after_piece.get(pieces[last])
                    state, accepted = followed or automaton.follow(state, pieces[last])
                if ends:
                    offsets = offsets or _find_offsets(pieces)
                    start = offsets[index] + begin
                    for key, (last, end) in ends.items():
                        found.append(Match(key, *folded.span(start, offsets[last] + end)))
        return found


def _find_offsets(pieces: list[str]) -> list[int]:
    return list(accumulate((len(piece) + 1 for piece in pieces), initial=0))
