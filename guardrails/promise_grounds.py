"""Grounds: what the clauses of a draft affirm of us, and whether only on a condition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guardrails.clauses.concepts import Keys
from guardrails.clauses.reading import Clause, Discourse
from guardrails.clauses.words import Word
from guardrails.promises import AGENTS_OWN, Promise, acts_for_us, commits_us, find_promises
from guardrails.wordlists import load_words

_LISTS = {name: frozenset(words) for name, words in load_words("promise_licences").items()}
_NOUNS = load_words("promise_licences")["nouns"]
_NEAR = 6
"""Words before a verb among which the customer is named who is told to do it."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a clause affirms of us, and whether only on a condition."""

    keys: Keys
    all_keys: Keys
    bounded: bool
    says_more: bool


def find_grounds(text: Discourse) -> Iterator[Ground]:
    """What each clause of a draft affirms, without what it tells the customer to do."""
    for clause in text.clauses:
        if not clause.polarity.denies:
            own = frozenset[str]().union(
                *(
                    word.keys | {word.stem}
                    for at, word in enumerate(clause.words)
                    if not _is_theirs(clause.words, at)
                )
            )
            everything = clause.keys | {word.stem for word in clause.words}
            yield Ground(own, everything, is_bounded(clause), len(clause.content) > 1)


def find_all_promises(text: Discourse) -> Iterator[Promise]:
    """The promises of a text; a clause without a subject has that of the one before."""
    ours, promised, sentence = False, False, -1
    for clause in text.clauses:
        if clause.sentence != sentence:
            ours = promised = False
        yield from find_promises(clause, ours=ours, promised=promised)
        ours, promised = ours or acts_for_us(clause), commits_us(clause)
        sentence = clause.sentence


def is_bounded(clause: Clause) -> bool:
    """Whether a clause says something only on a condition."""
    return any(word.text in _LISTS["bounds"] for word in clause.words)


def looks_ahead(clause: Clause) -> bool:
    """Whether a clause of the draft says that something will be done."""
    return any(word.text in {"will", "shall"} for word in clause.words)


def _is_theirs(words: Sequence[Word], at: int) -> bool:
    """Whether a verb is what the customer is told or free to do: "send it", "you can send it"."""
    verb = words[at].text
    if words[at].stem in AGENTS_OWN or verb.endswith(_NOUNS):
        return False
    before = [word.text for word in words[max(0, at - _NEAR) : at]]
    if "you" in before[-3:]:
        return True
    if at > _NEAR or any(word not in _LISTS["openers"] for word in before):
        return False
    alone = at + 1 == len(words) or words[at + 1].text not in _LISTS["objects"]
    return not (verb in _LISTS["either"] and alone)
