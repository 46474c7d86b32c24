"""Assurances: promises that name nobody who acts, "your refund is approved"."""

from __future__ import annotations

from collections.abc import Iterator

from guardrails.clauses.concepts import Keys, keys_of
from guardrails.clauses.reading import Clause, Discourse
from guardrails.clauses.stems import stem
from guardrails.phrases import Phrases
from guardrails.wordlists import load_words

_LISTS = load_words("assurances")
_REMEDIES = Phrases(_LISTS["remedies"])
_GIVEN = Phrases(_LISTS["given"])
_OWED = Phrases(_LISTS["owed"], gap=1)
_KINDS = ("costless", "kept", "visited", "sure")
_PHRASES = tuple((kind, Phrases(_LISTS[kind])) for kind in _KINDS)
_DEEDS = tuple(
    (Phrases(_LISTS[kind]), frozenset[str]().union(*map(keys_of, verbs)))
    for kind, verbs in (
        ("returned", ("refund", "return", "credit", "claim")),
        ("held", ("hold", "keep", "reserve", "book")),
        ("coming", ("send", "ship", "deliver", "come", "arrive")),
    )
)
# Behind these a remedy is only supposed or asked about.
_OPEN = frozenset(_LISTS["open"])
_SUPPOSING = _OPEN - {"for"}
_NO = frozenset(("not", "no", "never", "nor"))
_KEEPING = frozenset(map(stem, ("keep", "stay", "remain", "valid")))
_COSTS = frozenset(map(stem, ("charge", "fee", "cost", "pay", "bill")))
_GIVING_BACK = frozenset(map(stem, ("waive", "refund", "reimburse")))


def find_assured_remedies(clause: Clause) -> Iterator[Keys]:
    """The remedies that a clause says are given or owed, by all their names."""
    if clause.polarity.denies or clause.asks:
        return
    stems = [word.stem for word in clause.words]
    remedies = _REMEDIES.find(stems)
    if not remedies:
        return
    given, owed = _GIVEN.find(stems), _OWED.find(stems)
    last, first = max(given, default=-1), min(owed, default=len(stems))
    opening = (at for at, word in enumerate(clause.words) if word.text in _SUPPOSING)
    end = next(opening, len(stems))
    for at in remedies:
        if at <= end and (last > at or first < at):
            yield clause.words[at].keys | {stems[at]}


def find_assured_deeds(clause: Clause) -> Iterator[Keys]:
    """What set phrases say of anything: that it is given back, kept for the customer or coming."""
    if clause.polarity.denies or clause.asks or clause.words[0].text in _SUPPOSING:
        return
    stems = [word.stem for word in clause.words]
    for phrases, keys in _DEEDS:
        if phrases.find(stems):
            yield keys


def find_assurances(clause: Clause) -> Iterator[Keys]:
    """The kinds of assurance that a clause gives in set phrases, each as the key of its kind."""
    stems = [word.stem for word in clause.words]
    if clause.asks or clause.words[0].text in _OPEN:
        return
    denied = next((at for at, word in enumerate(clause.words) if word.text in _NO), len(stems))
    for kind, phrases in _PHRASES:
        if min(phrases.find(stems), default=denied + 1) <= denied:
            yield frozenset({f"assured: {kind}"})


def find_licensed_assurances(text: Discourse) -> Iterator[Keys]:
    """What a draft assures in its own words: "the first night is charged, the rest isn't"."""
    costly = {c.sentence for c in text.clauses if _COSTS & {word.stem for word in c.words}}
    for clause in text.clauses:
        kept = clause.polarity.denies and _GIVING_BACK & {word.stem for word in clause.words}
        denied = clause.polarity.negations or {"no", "free"} & {word.text for word in clause.words}
        if clause.sentence in costly and denied and not kept:
            yield frozenset({"assured: costless"})
        if _KEEPING & {word.stem for word in clause.words} and not clause.polarity.denies:
            yield frozenset({"assured: kept"})
