"""Promises: what a text says that we will do, have done or give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from guardrails.assurances import find_assurances, find_assured_remedies
from guardrails.clauses.concepts import Keys, is_content
from guardrails.clauses.reading import Clause
from guardrails.clauses.stems import stem
from guardrails.phrases import Phrases
from guardrails.wordlists import load_words

_LISTS = load_words("promises")
_HARMLESS = frozenset(map(stem, _LISTS["harmless"]))
_HEAVY = Phrases(_LISTS["heavy"], gap=3)
_REMEDIES = Phrases(_LISTS["remedies"], gap=3)
_FOUND = frozenset(map(stem, _LISTS["found"]))
_GRANTED = frozenset(map(stem, _LISTS["granted"]))
_DONE_TO = Phrases(_LISTS["done_to"])
AGENTS_OWN = frozenset(map(stem, _LISTS["agents_own"]))
_AGENTS = frozenset(_LISTS["agents"])
_BETWEEN = frozenset(_LISTS["between"])
_GIFTS = Phrases(_LISTS["gifts"])
_FREE = Phrases(_LISTS["free"])
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
_CONTRASTING = frozenset(("than", "instead", "rather"))
_REACH = 4
"""Words before a verb among which its subject stands."""


Kind = Literal["deed", "gift", "free", "assured"]


@dataclass(frozen=True, slots=True)
class Promise:
    """What a clause commits us to: a licence must name something of each of its keys."""

    clause: Clause
    keys: tuple[Keys, ...]
    kind: Kind = "deed"


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
        "am": ours
        and (
            words[at].endswith("ing")
            or (remedy and "to" in between and bool(_PLEASED & set(between)))
        ),
        "is": stems[at] in _GRANTED and "being" in between,
        "have": "would" not in subject
        and ((ours and done) or (stems[at] in _GRANTED and "been" in between)),
        "me": asked in _ASKED or (asked == "let" and heavy),
        "us": asked in _ASKED or (asked == "let" and remedy),
        "we": stems[at] in AGENTS_OWN or asked in {"shall", "can", "may"},
        "can": remedy and ours,
    }
    if helper == "are" and "being" in between:
        helper = "is"
    return committed.get(_SAME_HELPER.get(helper, helper), False)


def _is_idiom(clause: Clause, stems: list[str], at: int) -> bool:
    """Whether a word is no gift here: "feel free", "smoke-free", "what is free on the day"."""
    before = {word.text for word in clause.words[max(0, at - 3) : at]}
    if clause.words[at].joined or before & _CONTRASTING:
        return True
    return any(
        start <= at < start + length
        for start in range(max(0, at - 3), at + 1)
        if (length := _NO_GIFTS.length_at(stems, start))
    )
