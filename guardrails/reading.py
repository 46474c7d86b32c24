"""One reading of a text: everything that the rulebook's patterns find in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from guardrails.folding import Folded, fold
from guardrails.rulebook import Excuse, Key, Role, Rulebook
from guardrails.values import Span


@dataclass(frozen=True, slots=True)
class Reading:
    """A text and what was found in it, before anything is judged.

    Findings and signals are both drawn from the same reading, so that they cannot disagree.
    """

    text: str
    rulebook: Rulebook
    folded: Folded
    found: Mapping[Key, tuple[Span, ...]]
    """Spans in code points of `text`, in order, by what they stand for."""

    def spans(self, role: Role, id_: str) -> tuple[Span, ...]:
        """Where one rule, signal or offer was found."""
        return self.found.get((role, id_), ())

    def excuses(self, rule_id: str) -> Mapping[Excuse, tuple[Span, ...]]:
        """Where the text holds what makes one rule's words innocent."""
        matcher = self.rulebook.excuses.get(rule_id)
        if matcher is None:
            return {}
        spans: defaultdict[Excuse, list[Span]] = defaultdict(list)
        for match in matcher.find(self.folded):
            spans[match.key].append((match.start, match.end))
        return {excuse: tuple(found) for excuse, found in spans.items()}


def read(text: str, rulebook: Rulebook) -> Reading:
    """Read a text once."""
    folded = fold(text)
    found: defaultdict[Key, list[Span]] = defaultdict(list)
    for match in rulebook.matcher.find(folded):
        found[match.key].append((match.start, match.end))
    return Reading(text, rulebook, folded, {key: tuple(spans) for key, spans in found.items()})
