"""The one matcher that pre-check, post-check and stream share."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, NamedTuple, TypeVar

from guardrails.automaton import DEAD, Automaton
from guardrails.folding import Folded
from guardrails.patterns import parse_pattern

K = TypeVar("K")


class Match(NamedTuple, Generic[K]):
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
        # Behind the last piece stands one that no match goes on to.
        pieces = [*folded.text.split(" "), "\n"]
        span = folded.span
        lengths: list[int] = []
        found: list[Match[K]] = []
        for index, piece in enumerate(pieces):
            begun = known.get(piece)
            if begun is None:
                begun = automaton.begin(piece)
            for begin, first_state, first_accepted in begun:
                state, accepted, last = first_state, first_accepted, index
                ends: dict[K, tuple[int, int]] | None = None
                while True:
                    if accepted:
                        later = {keys[number]: (last, end) for end, number in accepted}
                        ends = ends | later if ends else later
                    if state is DEAD:
                        break
                    last += 1
                    next_piece = pieces[last]
                    followed = state.after_piece.get(next_piece)
                    state, accepted = followed or automaton.follow(state, next_piece)
                if ends:
                    lengths = lengths or list(accumulate(map(len, pieces), initial=0))
                    # Before each piece stand as many spaces as pieces.
                    start = lengths[index] + index + begin
                    for key, (last, end) in ends.items():
                        found.append(Match(key, *span(start, lengths[last] + last + end)))
        return found
