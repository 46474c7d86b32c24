"""Admissions: a rewrite that takes a blame which the draft did not take."""

from __future__ import annotations

from collections.abc import Iterator

from guardrails.clauses.reading import Clause, Discourse
from guardrails.clauses.stems import stem
from guardrails.phrases import Phrases
from guardrails.values import Span
from guardrails.wordlists import load_words

_LISTS = load_words("admissions")
_FAULTS = frozenset(map(stem, _LISTS["faults"]))
_OURS = frozenset(_LISTS["ours"])
_AGENTS = frozenset(_LISTS["agents"])
_DEEDS = Phrases(_LISTS["deeds"])
_OWNING = Phrases(_LISTS["owning"], gap=3)
_PHRASES = Phrases(_LISTS["phrases"])
_NO = frozenset(("not", "no", "never", "without", "neither", "nor", "if", "whether"))
_NEAR = 3
"""Words between those who did it and what they did."""


def find_added_admissions(draft: Discourse, rewrite: Discourse) -> Iterator[Span]:
    """Where the rewrite admits a fault of ours, if the draft admits none."""
    if any(admits(clause) for clause in draft.clauses):
        return
    for clause in rewrite.clauses:
        if admits(clause):
            yield clause.start, clause.end


def admits(clause: Clause) -> bool:
    """Whether a clause takes the blame."""
    words = [word.text for word in clause.words]
    stems = [word.stem for word in clause.words]
    if _NO & set(words):
        return False
    for at in range(len(words)):
        around = words[max(0, at - _NEAR) : at]
        if _PHRASES.length_at(stems, at):
            return True
        if stems[at] in _FAULTS and _OURS & set(around):
            return True
        if _OWNING.length_at(stems, at) and _AGENTS & set(around):
            return True
        if length := _DEEDS.length_at(stems, at):
            after = words[at + length : at + length + _NEAR]
            if _AGENTS & set(around) or ("by" in after and (_AGENTS | _OURS) & set(after)):
                return True
    return False
