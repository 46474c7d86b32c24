"""Promises: what a text says that we will do, have done or give, and who licenses it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from guardrails.assurances import (
    find_assurances,
    find_assured_remedies,
    find_licensed_assurances,
)
from guardrails.clauses.concepts import Keys, is_content
from guardrails.clauses.reading import Clause, Discourse
from guardrails.clauses.stems import stem
from guardrails.clauses.words import Word
from guardrails.phrases import Phrases
from guardrails.values import Fact
from guardrails.wordlists import load_words

_LISTS = load_words("promises")
_HARMLESS = frozenset(map(stem, _LISTS["harmless"]))
_HEAVY = Phrases(_LISTS["heavy"], gap=3)
_REMEDIES = Phrases(_LISTS["remedies"], gap=3)
_FOUND = frozenset(map(stem, _LISTS["found"]))
_GRANTED = frozenset(map(stem, _LISTS["granted"]))
_DONE_TO = Phrases(_LISTS["done_to"])
_AGENTS_OWN = frozenset(map(stem, _LISTS["agents_own"]))
_AGENTS = frozenset(_LISTS["agents"])
_BETWEEN = frozenset(_LISTS["between"])
_GIFTS = Phrases(_LISTS["gifts"])
_FREE = Phrases(_LISTS["free"])
_GIVING = frozenset(_LISTS["giving"])
_NO_GIFTS = Phrases(_LISTS["no_gifts"])
_ASKED = frozenset(("like", "want", "have", "prefer"))
# Helping verbs that commit in the same way.
_SAME_HELPER = {"shall": "will", "going": "will", "are": "am", "has": "have", "i": "we"}
_WE = frozenset(("i", "we"))
_PLEASED = frozenset(("happy", "glad", "pleased", "delighted"))
_NO = frozenset(
    ("not", "never", "no", "neither", "nor", "hardly", "nothing", "none", "nobody", "without")
)
_SUPPOSING = frozenset(
    ("if", "when", "whenever", "should", "whether", "once", "until", "after", "unless")
)
_BOUNDS = frozenset(
    ("only", "if", "once", "when", "unless", "with", "after", "until", "where", "as", "by")
)
_NOUNS = ("tion", "ment", "ance", "ence", "al", "ery", "ure", "s", "ed")
_REACH = 4
"""Words before a verb among which its subject stands."""


Kind = Literal["deed", "gift", "free", "assured"]


@dataclass(frozen=True, slots=True)
class Promise:
    """What a clause commits us to: a licence must name something of each of its keys."""

    clause: Clause
    keys: tuple[Keys, ...]
    kind: Kind = "deed"


def find_unlicensed_promises(
    draft: Discourse, rewrite: Discourse, licences: Iterable[Discourse]
) -> Iterator[Fact]:
    """Promises of the rewrite that neither the draft nor its licensed context holds."""
    texts = (draft, *licences)
    found = [promise for clause in rewrite.clauses for promise in find_promises(clause)]
    if not found:
        return
    made = [p for text in texts for clause in text.clauses for p in find_promises(clause)]
    ahead = [promise.clause for promise in made if promise.kind == "deed"]
    ahead += (clause for text in texts for clause in text.clauses if _looks_ahead(clause))
    futures = [clause.keys for clause in ahead]
    grounds = [ground for text in texts for ground in _grounds(text)]
    assured = [keys for text in texts for keys in find_licensed_assurances(text)]
    for clause, promises in groupby(found, key=lambda promise: promise.clause):
        bounded = any(map(_is_bounded, rewrite.around(clause)))
        for promise in promises:
            if not (
                (promise.kind == "gift" and not _gives(clause) and promise.keys[0] & draft.keys)
                or any(_is_same(other, promise) for other in made)
                or any(_licenses(ground, promise, bounded=bounded) for ground in grounds)
                or any(_is_about(promise, keys) for keys in futures)
                or promise.keys[0] in assured
            ):
                yield Fact("promise", rewrite.quote(clause), clause.start, clause.end)
                break


def _gives(clause: Clause) -> bool:
    """Whether a clause hands something over, rather than mentioning it."""
    return any(word.text in _GIVING for word in clause.words)


def _looks_ahead(clause: Clause) -> bool:
    """Whether a clause of the draft says that something will be done."""
    return any(word.text in {"will", "shall"} for word in clause.words)


def _is_about(promise: Promise, future: Keys) -> bool:
    """Whether a deed restates one of the draft: "a technician comes" and "we send a technician".

    Money is never given on such grounds.
    """
    verb = promise.keys[0]
    if promise.kind != "deed" or verb & _AGENTS_OWN or promise.clause.polarity.denies:
        return False
    return any(word.keys & future for word in promise.clause.content if not word.keys & verb)


def _is_same(one: Promise, other: Promise) -> bool:
    """Whether both commit us to the same, be it on a condition or not."""
    if one.kind != other.kind or _is_bounded(one.clause) > _is_bounded(other.clause):
        return False
    return len(one.keys) == len(other.keys) and all(
        keys & wanted for keys, wanted in zip(one.keys, other.keys, strict=True)
    )


def find_promises(clause: Clause) -> Iterator[Promise]:
    """The promises of one clause."""
    words = [word.text for word in clause.words]
    stems = [word.stem for word in clause.words]
    if words[0] in _SUPPOSING:
        return
    for keys in (*find_assured_remedies(clause), *find_assurances(clause)):
        yield Promise(clause, (keys,), "assured")
    remedy_before = -1
    for at in range(len(words)):
        remedy = _REMEDIES.length_at(stems, at)
        heavy = _HEAVY.length_at(stems, at)
        if _is_committed(words, stems, at, remedy=remedy > 0, heavy=heavy > 0):
            yield Promise(clause, _keys(clause, at, remedy, heavy))
        elif remedy_before >= 0 and _DONE_TO.length_at(stems, at) and _is_passive(words, at):
            yield Promise(clause, _keys(clause, remedy_before, 1, 0))
        if remedy:
            remedy_before = at
    if not clause.polarity.denies:
        for at in range(len(words)):
            gift, free = _GIFTS.length_at(stems, at), _FREE.length_at(stems, at)
            if (gift or free) and not _is_idiom(clause, stems, at):
                kind: Kind = "gift" if gift else "free"
                yield Promise(clause, _keys(clause, at, gift or free, 0), kind)


def _keys(clause: Clause, at: int, remedy: int, heavy: int) -> tuple[Keys, ...]:
    """What a licence must name: the verb, or a light verb with what it is about.

    "Put you on the waiting list" is licensed by whoever speaks of putting on a list.
    """
    words = clause.words
    verb = frozenset({words[at].stem})
    if remedy or not heavy:
        return (verb.union(*(word.keys for word in words[at : at + max(1, remedy)])),)
    about = [word.keys for word in words[at + 1 :] if word.content][:2]
    return (verb, frozenset[str]().union(*about)) if about else (verb,)


def _is_passive(words: list[str], at: int) -> bool:
    before = set(words[max(0, at - 3) : at])
    passive = {"being", "been"} & before or {"will", "be"} <= before
    return bool(passive) and not _NO & set(words[:at])


def _is_committed(
    words: list[str], stems: list[str], at: int, *, remedy: bool, heavy: bool
) -> bool:
    """Whether the word is a verb that somebody of ours is said to do or to have done."""
    heavy = heavy or remedy
    if words[at] in _BETWEEN or words[at].endswith("ly"):
        return False
    harmless = not heavy and (stems[at] in _HARMLESS or not is_content(words[at]))
    auxiliary = at - 1
    while auxiliary >= 0 and (words[auxiliary] in _BETWEEN or words[auxiliary].endswith("ly")):
        auxiliary -= 1
    if auxiliary < 0 or _NO & set(words[:at]):
        return False
    if words[at - 1] == "be" and not remedy and not words[at].endswith(("ing", "ed")):
        return False  # "I'll be honest"
    helper, subject = words[auxiliary], words[max(0, auxiliary - _REACH) : auxiliary]
    between = words[auxiliary:at]
    others = bool(_AGENTS & set(subject))
    if harmless and not (others and helper == "will" and words[at] not in {"be", "have"}):
        return False
    ours = others or bool(_WE & set(subject[-2:]))
    done = stems[at] not in _FOUND and (heavy or words[at] != stems[at])
    asked = words[auxiliary - 1] if auxiliary else ""
    committed = {
        "will": ours or (remedy and "be" in between),
        "am": ours and (words[at].endswith("ing") or (remedy and bool(_PLEASED & set(between)))),
        "is": stems[at] in _GRANTED and "being" in between,
        "have": "would" not in subject
        and ((ours and done) or (stems[at] in _GRANTED and "been" in between)),
        "me": asked in _ASKED or (asked == "let" and heavy),
        "us": asked in _ASKED or (asked == "let" and remedy),
        "we": stems[at] in _AGENTS_OWN or asked in {"shall", "can", "may"},
        "can": remedy and ours,
    }
    if helper == "are" and "being" in between:
        helper = "is"
    return committed.get(_SAME_HELPER.get(helper, helper), False)


def _is_idiom(clause: Clause, stems: list[str], at: int) -> bool:
    """Whether a word is no gift here: "feel free", "smoke-free", "what is free on the day"."""
    if clause.words[at].joined:
        return True
    return any(
        start <= at < start + length
        for start in range(max(0, at - 3), at + 1)
        if (length := _NO_GIFTS.length_at(stems, start))
    )


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a clause of the draft affirms of us, and whether only on a condition."""

    keys: Keys
    all_keys: Keys
    bounded: bool
    says_more: bool


def _grounds(text: Discourse) -> Iterator[_Ground]:
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
            yield _Ground(own, everything, _is_bounded(clause), len(clause.content) > 1)


def _is_bounded(clause: Clause) -> bool:
    return any(word.text in _BOUNDS for word in clause.words)


def _is_theirs(words: Sequence[Word], at: int) -> bool:
    """Whether a verb is what the customer is told or free to do: "send it", "you can send it"."""
    verb = words[at].text
    if words[at].stem in _AGENTS_OWN or verb.endswith(_NOUNS):
        return False
    before = [word.text for word in words[:at] if word.text not in {"please", "and", "then", "or"}]
    return not before or "you" in before[-3:]


def _licenses(ground: _Ground, promise: Promise, *, bounded: bool) -> bool:
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
