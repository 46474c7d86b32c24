"""Polarity: whether a clause affirms, denies, or speaks of an end without saying "not"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guardrails.clauses.words import Word
from guardrails.facts.lists import load_list
from guardrails.phrases import Phrases

_LISTS = load_list("polarity", __package__)


@dataclass(frozen=True, slots=True)
class Polarity:
    """How often a clause says "not" or "no", and whether it says no by the meaning of its words."""

    negations: int
    refuses: bool
    bounds: bool
    holds: bool
    faint: bool = False

    @property
    def denies(self) -> bool:
        """Whether it says no: by a negation that no second one undoes, or by a word's meaning."""
        return self.negations % 2 == 1 or (self.refuses and not self.negations)

    @property
    def may_deny(self) -> bool:
        """Whether a kind writer may have said no with it, also by a word that goes with one."""
        return self.bars or self.faint

    @property
    def bars(self) -> bool:
        """Whether it says no by a negation, a word's meaning, an end, a bound or an exception."""
        return self.negations > 0 or self.refuses or self.bounds


def read_polarity(words: Sequence[Word]) -> Polarity:
    """The polarity of the words of one clause."""
    found: defaultdict[str, int] = defaultdict(int)
    kinds = list(_find(words))
    for _, kind in kinds:
        found[kind] += 1
    softer = (found["bounds"] > 0, found["holding"] > 0, found["faint"] > 0)
    denied = [at for at, kind in kinds if kind == "negations"]
    refused = [at for at, kind in kinds if kind == "refusals" and words[at].stem != "leav"]
    undone = len(denied) == 1 and bool(refused)
    if undone and all(_undoes(words, denied[0], at) for at in refused):
        return Polarity(0, False, *softer)
    return Polarity(found["negations"], found["refusals"] > 0, *softer)


def _undoes(words: Sequence[Word], negation: int, refusal: int) -> bool:
    """Whether a "not" undoes a refusal: "isn't out of the question", but not "don't lift bans"."""
    between = words[negation + 1 : refusal]
    return 0 < refusal - negation <= _NEAR and not any(word.content for word in between)


_NEGATIONS = frozenset(_LISTS["negations"])
_KINDS = ("refusals", "bounds", "faint", "holding")
_PHRASES = tuple((kind, Phrases(_LISTS[kind], gap=2)) for kind in _KINDS)


def _read_harmless() -> dict[str, list[tuple[str, ...]]]:
    """Phrases that look like a "no", by their first word."""
    phrases: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in _LISTS["harmless"]:
        words = tuple(phrase.replace("isn't", "is not").replace("'s", "").split())
        phrases[words[0]].append(words)
    return dict(phrases)


_HARMLESS = _read_harmless()
_NEAR = 5
"""So many words behind a "not" it undoes a refusal: "isn't out of the question"."""
_UNDOES = re.compile(r"un[a-z]{4,}|dis(?:continued|allowed|abled|qualified|connected)")
_UNDOING = ("un", "dis")
_NO_UNDOING = frozenset(_LISTS["no_undoing"])


def _find(words: Sequence[Word]) -> Iterator[tuple[int, str]]:
    """What each word or phrase is that says no, with its place among the words."""
    texts = [word.text for word in words]
    stems = [word.stem for word in words]
    phrases: dict[int, str] = {}
    for kind, known in reversed(_PHRASES):  # of two at one place the first kind counts
        phrases |= dict.fromkeys(known.find(stems), kind)
    at = 0
    while at < len(texts):
        kind, length = _at(texts, phrases, at)
        if words[at].joined and texts[at] == "free":  # "smoke-free"
            kind = "bounds"
        if kind:
            yield at, kind
        at += length


def _at(texts: list[str], phrases: dict[int, str], at: int) -> tuple[str, int]:
    """The kind and length of the phrase at this place, or no kind and length 1."""
    for phrase in _HARMLESS.get(texts[at], ()):
        if tuple(texts[at : at + len(phrase)]) == phrase:
            return "", len(phrase)
    if at in phrases:
        return phrases[at], 1
    if (
        texts[at].startswith(_UNDOING)
        and _UNDOES.fullmatch(texts[at])
        and texts[at] not in _NO_UNDOING
    ):
        return "bounds", 1
    if texts[at] in _NEGATIONS:  # the word itself: "noted" has the stem of "not"
        return "negations", 1
    return "", 1
