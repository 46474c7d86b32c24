"""Lists of words and phrases, found in a row of stems."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from guardrails.clauses.stems import stem


class Phrases:
    """A list of phrases in plain form, found in any form of their words.

    With `gap` up to so many words may stand inside a pair: "take it back".
    """

    def __init__(self, phrases: Iterable[str], gap: int = 0) -> None:
        self._gap = gap
        by_first: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        for phrase in phrases:
            stems = tuple(map(stem, phrase.split()))
            by_first[stems[0]].add(stems)
        self._by_first = {
            first: sorted(found, key=len, reverse=True) for first, found in by_first.items()
        }

    @property
    def firsts(self) -> frozenset[str]:
        """The stems of the words that the phrases begin with."""
        return frozenset(self._by_first)

    def find(self, stems: Sequence[str]) -> dict[int, int]:
        """Where phrases begin in a row of stems, and how many words the longest there has."""
        if self._by_first.keys().isdisjoint(stems):
            return {}
        lengths = ((at, self.length_at(stems, at)) for at in range(len(stems)))
        return {at: length for at, length in lengths if length}

    def length_at(self, stems: Sequence[str], at: int) -> int:
        """How many words the longest phrase that begins at this place has; 0 if none does."""
        phrases = self._by_first.get(stems[at])
        if phrases is None:
            return 0
        for phrase in phrases:
            last = at + len(phrase) - 1
            if tuple(stems[at:last]) != phrase[:-1]:
                continue
            reach = self._gap if len(phrase) == 2 else 0
            for end in range(last, min(last + reach + 1, len(stems))):
                if stems[end] == phrase[-1]:
                    return end - at + 1
        return 0
