"""Softening: a flat no of the draft that the rewrite leaves open, "we rarely lift bans"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from guardrails.clauses.reading import Clause, Discourse
from guardrails.clauses.stems import stem
from guardrails.denials import Denial, find_denials
from guardrails.phrases import Phrases
from guardrails.wordlists import load_words

_LISTS = load_words("softening")
_OPENINGS = Phrases(_LISTS["openings"])
_RHETORIC = Phrases(_LISTS["rhetoric"])
_ECHO = frozenset(_LISTS["echo"])
_VERBS = frozenset(("is", "are", "do", "does", "did", "will", "can", "have", "has"))
_HEDGES = tuple(tuple(phrase.split()) for phrase in _LISTS["hedges"])
_HEDGES_START = frozenset(phrase[0] for phrase in _HEDGES)
_FILLERS = frozenset(map(stem, ("a", "an", "at", "it", "this", "that", "the", "to")))
_PASSING = frozenset(("well", "still", "perhaps", "possibly", "just", "also", "yet", "even"))
"""They may stand inside an opening: "may well be possible"."""
_MOST = 100
"""Denials that a hedge is held against: more stand only in a text made to cost time."""
_SPEAKS = 0.5
"""From this share of the denied words on, a clause speaks of what is denied."""


def find_softened_refusals(draft: Discourse, rewrite: Discourse) -> Iterator[Clause]:
    """Clauses of the rewrite that leave open what the draft refuses.

    An opening counts wherever the draft refuses anything, a hedge only beside what it refuses.
    Words that the draft itself uses soften nothing.
    """
    if not any(clause.polarity.denies for clause in draft.clauses):
        return
    said = {frozenset(word.stem for word in clause.words) | _FILLERS for clause in draft.clauses}
    known: dict[frozenset[str], bool] = {}
    hedges = {phrase for clause in draft.clauses for phrase in _find_hedges(clause)}
    denials = tuple(find_denials(draft))[:_MOST]
    yield from _find_echoes(rewrite)
    for clause in rewrite.clauses:
        if any(_find_phrases(clause, _RHETORIC)):
            yield clause
        elif clause.asks:
            continue
        opens = not clause.polarity.negations and any(
            not (
                known[phrase]
                if phrase in known
                else known.setdefault(phrase, any(phrase <= stems for stems in said))
            )
            for phrase in _find_phrases(clause, _OPENINGS)
        )
        hedged = set(_find_hedges(clause)) - hedges
        if opens or (hedged and any(_speaks_of(clause, denial) for denial in denials)):
            yield clause


def _speaks_of(clause: Clause, denial: Denial) -> bool:
    named = sum(weight for word, weight in denial.weights.items() if word.keys & clause.keys)
    return named >= _SPEAKS * sum(denial.weights.values())


def _find_echoes(text: Discourse) -> Iterator[Clause]:
    """Sentences that only affirm what the one before denied: "It isn't possible. Well, it is."."""
    denied = False
    for _, sentence in groupby(text.clauses, key=lambda clause: clause.sentence):
        clauses = tuple(sentence)
        words = {word.text for clause in clauses for word in clause.words}
        if denied and words <= _ECHO and words & _VERBS and not clauses[0].asks:
            yield clauses[0]
        denied = any(clause.polarity.denies for clause in clauses)


def _find_phrases(clause: Clause, phrases: Phrases) -> Iterator[frozenset[str]]:
    stems = [word.stem for word in clause.words]
    plain = [word.stem for word in clause.words if word.text not in _PASSING]
    for said in (stems, plain) if len(plain) < len(stems) else (stems,):
        for at, length in phrases.find(said).items():
            yield frozenset(said[at : at + length])


def _find_hedges(clause: Clause) -> Iterator[tuple[str, ...]]:
    """The hedges of a clause word for word: "most" has the stem of "mostly"."""
    words = [word.text for word in clause.words]
    if _HEDGES_START.isdisjoint(words):
        return
    for phrase in _HEDGES:
        first = phrase[0]
        if first in words and " ".join(phrase) in " ".join(words):
            yield phrase
