"""Known facts: each once, to be asked what it says without going through all of them.

Most facts of a rewrite stand in the draft in the same normal form, which one look finds. Only the
others are held against every known fact, and not even they in texts that hold thousands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from guardrails.values import Fact

_MOST_PAIRS = 40_000
"""Pairs of facts that are compared one by one; no reply holds the hundreds it takes to get here."""


@dataclass(frozen=True, slots=True)
class Known:
    """Facts without repeats, and every reading of each."""

    facts: tuple[Fact, ...]
    readings: frozenset[tuple[str, str]]

    def holds(self, fact: Fact) -> bool:
        """Whether one of the facts is the same in its normal form."""
        return any((fact.kind, reading) in self.readings for reading in fact.value.split("|"))

    def matches(self, fact: Fact, relation: Callable[[Fact, Fact], bool], among: int) -> bool:
        """Whether one of them is the same, or `relation(one, fact)` holds for one.

        `among` is how many facts are asked for in all: of too many only the same ones are found.
        """
        if self.holds(fact):
            return True
        affordable = len(self.facts) * among <= _MOST_PAIRS
        return affordable and any(relation(one, fact) for one in self.facts)


def gather(facts: Iterable[Fact]) -> Known:
    """Know each of the facts once."""
    once = {(fact.kind, fact.value, fact.text): fact for fact in facts}
    readings = frozenset((kind, reading) for kind, value, _ in once for reading in value.split("|"))
    return Known(tuple(once.values()), readings)


def count_distinct(facts: Iterable[Fact]) -> int:
    """How many different facts there are."""
    return len({(fact.kind, fact.value, fact.text) for fact in facts})
