"""Who licenses a promise: the draft and its context, in the same words or in others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from guardrails.assurances import find_licensed_assurances
from guardrails.clauses.concepts import Keys, keys_of
from guardrails.clauses.reading import Clause, Discourse
from guardrails.clauses.stems import stem
from guardrails.promise_grounds import (
    Ground,
    find_all_promises,
    find_grounds,
    is_bounded,
    looks_ahead,
)
from guardrails.promises import AGENTS_OWN, Promise
from guardrails.values import Fact
from guardrails.wordlists import load_words

_GIVING = frozenset(load_words("promises")["giving"])
_LISTS = {name: frozenset(words) for name, words in load_words("promise_licences").items()}
_PAYING = frozenset(map(stem, _LISTS["paying"]))
_COST = frozenset((*_PAYING, stem("free")))
_OFF = re.compile(r"(?:%|per\s?cent|\d)\s+off\b", re.IGNORECASE)
_REDUCTION = keys_of("discount") | keys_of("reduction")
_MOST = 200
"""Statements about one word that are held against a promise: more make a text slow, not true."""


def find_unlicensed_promises(
    draft: Discourse, rewrite: Discourse, licences: Iterable[Discourse]
) -> Iterator[Fact]:
    """Promises of the rewrite that neither the draft nor its licensed context holds."""
    found = list(find_all_promises(rewrite))
    if not found:
        return
    held = _Held(draft, (draft, *licences))
    indices = {clause.start: index for index, clause in enumerate(rewrite.clauses)}
    for clause, promises in groupby(found, key=lambda promise: promise.clause):
        bounded = any(map(is_bounded, rewrite.around(indices[clause.start])))
        distinct = {(promise.kind, promise.keys): promise for promise in promises}
        if not all(held.licenses(promise, bounded=bounded) for promise in distinct.values()):
            yield Fact("promise", rewrite.quote(clause), clause.start, clause.end)


class _Held:
    """What the draft and its licensed context promise, affirm and refuse."""

    def __init__(self, draft: Discourse, texts: Sequence[Discourse]) -> None:
        self._draft = draft
        self._texts = texts
        self._reduced = _REDUCTION if _OFF.search(draft.text) else frozenset[str]()
        promises = [promise for text in texts for promise in find_all_promises(text)]
        self._made: set[tuple[str, tuple[Keys, ...], bool]] = set()
        for clause, made in groupby(promises, key=lambda promise: promise.clause):
            conditional = is_bounded(clause)
            self._made |= {(promise.kind, promise.keys, conditional) for promise in made}
        self._given = frozenset[str]().union(
            *(promise.clause.keys for promise in promises if promise.kind == "free")
        )
        self._grounds: defaultdict[str, list[Ground]] = defaultdict(list)
        for ground in {ground for text in texts for ground in find_grounds(text)}:
            for key in ground.all_keys:
                if len(self._grounds[key]) < _MOST:
                    self._grounds[key].append(ground)
        ahead = [promise.clause for promise in promises if promise.kind == "deed"]
        ahead += (clause for text in texts for clause in text.clauses if looks_ahead(clause))
        self._future = frozenset[str]().union(*(clause.keys for clause in ahead))
        self._assured = {keys for text in texts for keys in find_licensed_assurances(text)}
        self._answers: dict[tuple[str, tuple[Keys, ...], bool, bool], bool] = {}

    def licenses(self, promise: Promise, *, bounded: bool) -> bool:
        """Whether somebody licensed makes this promise; `bounded` says that it is conditional."""
        mentioned = promise.kind == "gift" and not _gives(promise.clause)
        return (
            (mentioned and bool(promise.keys[0] & (self._draft.keys | self._reduced)))
            or promise.keys[0] in self._assured
            or self._makes(promise)
            or self._affirms(promise, bounded=bounded)
            or self._plans(promise)
            or (_restricts(promise.clause) and self._refuses(promise))
            or self._costs_nothing_there_either(promise, bounded=bounded)
        )

    def _makes(self, promise: Promise) -> bool:
        """Whether the draft commits us to the same, and on a condition only if this does too."""
        conditional = is_bounded(promise.clause)
        question = (promise.kind, promise.keys, conditional, True)
        if question not in self._answers:
            self._answers[question] = any(
                kind == promise.kind
                and bounded <= conditional
                and len(keys) == len(promise.keys)
                and all(one & wanted for one, wanted in zip(keys, promise.keys, strict=True))
                for kind, keys, bounded in self._made
            )
        return self._answers[question]

    def _affirms(self, promise: Promise, *, bounded: bool) -> bool:
        near = {ground for key in promise.keys[0] for ground in self._grounds.get(key, ())}
        return any(_licenses(ground, promise, bounded=bounded) for ground in near)

    def _plans(self, promise: Promise) -> bool:
        """Whether a deed restates one of the draft: "someone comes" and "we send someone".

        Money is never given on such grounds.
        """
        verb = promise.keys[0]
        if promise.kind != "deed" or verb & AGENTS_OWN or promise.clause.polarity.denies:
            return False
        rest = (word for word in promise.clause.content if not word.keys & verb)
        return any(word.keys & self._future for word in rest)

    def _refuses(self, promise: Promise) -> bool:
        """Whether a draft refuses what is promised, so that "only" says the same no from behind.

        "Opened ones can't come back" licenses "we can only take back unopened ones".
        """
        return any(
            text.clauses[at].polarity.denies
            and all(text.clauses[at].keys & keys for keys in promise.keys)
            for text in self._texts
            for key in promise.keys[0]
            for at in text.places.get(key, ())[:_MOST]
        )

    def _costs_nothing_there_either(self, promise: Promise, *, bounded: bool) -> bool:
        """Whether the draft calls the same thing free, or says what it costs otherwise.

        "Cancel 48 h before or you pay 100 %" licenses "free until two days before".
        """
        if promise.kind != "free" and "assured: costless" not in promise.keys[0]:
            return False
        content = promise.clause.content
        about = frozenset[str]().union(*(w.keys for w in content if not w.keys & _COST))
        return bool(self._given & about) or (bounded and any(map(_prices_else, self._texts)))


def _prices_else(text: Discourse) -> bool:
    """Whether a text says what something costs otherwise."""
    priced = {c.sentence for c in text.clauses if any(w.stem in _PAYING for w in c.words)}
    return any(
        c.sentence in priced and c.words[0].text in _LISTS["otherwise"] for c in text.clauses
    )


def _restricts(clause: Clause) -> bool:
    return any(word.text in _LISTS["restricts"] for word in clause.words)


def _gives(clause: Clause) -> bool:
    """Whether a clause hands something over, rather than mentioning it."""
    return any(word.text in _GIVING for word in clause.words)


def _licenses(ground: Ground, promise: Promise, *, bounded: bool) -> bool:
    """What is free must be the same thing; a deed done on a condition is promised on one."""
    if promise.kind == "gift":
        return bool(ground.all_keys & promise.keys[0])
    if promise.kind == "free":
        gift = promise.keys[0]
        rest = [word for word in promise.clause.content if not word.keys & gift]
        about = ground.all_keys - gift
        same = not rest or not ground.says_more or any(word.keys & about for word in rest)
        return same and bool(ground.all_keys & gift)
    if ground.bounded and not bounded:
        return False
    return all(ground.keys & wanted for wanted in promise.keys)
