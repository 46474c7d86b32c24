"""One reading of a text: everything that the rulebook's patterns find in it, in one pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from guardrails.folding import fold
from guardrails.rulebook import Key, Role, Rulebook
from guardrails.values import Span


@dataclass(frozen=True, slots=True)
class Reading:
    """A text and what was found in it, before anything is judged.

    Findings and signals are both drawn from the same reading, so that they cannot disagree.
    """

    text: str
    rulebook: Rulebook
    found: Mapping[Key, tuple[Span, ...]]
    """Spans in code points of `text`, in order, by what they stand for."""

    def spans(self, role: Role, id_: str) -> tuple[Span, ...]:
        """Where one rule, exception, signal or offer was found."""
        return self.found.get((role, id_), ())


def read(text: str, rulebook: Rulebook) -> Reading:
    """Read a text once."""
    found: defaultdict[Key, list[Span]] = defaultdict(list)
    for match in rulebook.matcher.find(fold(text)):
        found[match.key].append((match.start, match.end))
    return Reading(text, rulebook, {key: tuple(spans) for key, spans in found.items()})
