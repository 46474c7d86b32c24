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
_THINGS = frozenset(_LISTS["things"])
_ERRING = Phrases(_LISTS["erring"])
_WANTING = Phrases(_LISTS["wanting"])
_OUGHT = frozenset(_LISTS["ought"])
_REGRETS = Phrases(_LISTS["regrets"])
_LACKING = Phrases(_LISTS["lacking"])
_TELLING = _FAULTS.union(*(phrases.firsts for phrases in (_DEEDS, _OWNING, _PHRASES, _ERRING)))
"""Stems of the words at which a blame may be named."""
_NOT = frozenset(("not",))
_WE = frozenset(("we", "us"))
_NO = frozenset(("not", "no", "never", "without", "neither", "nor", "if", "whether"))
_DOERS = ("they", "he", "she", "we", "i", "it")
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
    if _wants_better(words, stems) or _find(_REGRETS, stems, behind=-1):
        return True
    if _falls_short(words):
        return True
    if _NO & set(words):
        return False
    ours = (_OURS | _AGENTS) & set(words)
    places = (at for at, root in enumerate(stems) if root in _TELLING)
    return any(_is_blame(words, stems, at, ours=bool(ours)) for at in places)


def _falls_short(words: list[str]) -> bool:
    """Whether somebody of ours is said to have done less than they should have."""
    said = " ".join(words)
    return bool(_OURS & set(words)) and any(
        f"{who} {ought} have" in said for who in _DOERS for ought in ("should", "ought to")
    )


def _is_blame(words: list[str], stems: list[str], at: int, *, ours: bool) -> bool:
    """Whether the words at this place name a fault of ours."""
    around = words[max(0, at - _NEAR) : at]
    if _PHRASES.length_at(stems, at) or (ours and _ERRING.length_at(stems, at)):
        return True
    if stems[at] in _FAULTS and _OURS & set(around):
        return True
    if _OWNING.length_at(stems, at) and _AGENTS & set(around):
        return True
    length = _DEEDS.length_at(stems, at)
    after = words[at + length : at + length + _NEAR]
    return length > 0 and (
        _are_ours(around) or ("by" in after and bool((_AGENTS | _OURS) & set(after)))
    )


def _are_ours(words: list[str]) -> bool:
    """Whether these words name somebody of ours, or a thing that is called ours."""
    return bool(_AGENTS & set(words) or (_OURS & set(words) and _THINGS & set(words)))


def _wants_better(words: list[str], stems: list[str]) -> bool:
    """Whether a clause says that what is ours ought to be better: "we should explain it better"."""
    if not (_OURS | _WE) & set(words):
        return False
    return any(
        _find(phrases, stems, behind=next(_places(words, marks), len(words)))
        for phrases, marks in ((_WANTING, _OUGHT), (_LACKING, _NOT))
    )


def _places(words: list[str], marks: frozenset[str]) -> Iterator[int]:
    """Where words of a set stand."""
    return (at for at, word in enumerate(words) if word in marks)


def _find(phrases: Phrases, stems: list[str], behind: int) -> bool:
    return any(at > behind for at in phrases.find(stems))
