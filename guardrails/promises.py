"""Promises: what a text says that we will do, have done or give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from guardrails.assurances import find_assurances, find_assured_deeds, find_assured_remedies
from guardrails.clauses.concepts import Keys, is_content
from guardrails.clauses.reading import Clause
from guardrails.clauses.stems import is_past, stem
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
_HELPERS = frozenset((*_SAME_HELPER, "will", "am", "is", "have", "me", "us", "we", "can"))
_WE = frozenset(("i", "we"))
_KNOWING = frozenset(map(stem, ("know", "understand", "see", "imagine", "realize", "appreciate")))
_PLEASED = frozenset(("happy", "glad", "pleased", "delighted"))
_NO = frozenset(
    ("not", "never", "no", "neither", "nor", "hardly", "nothing", "none", "nobody", "without")
)
_SUPPOSING = frozenset(
    ("if", "when", "whenever", "should", "whether", "once", "until", "after", "unless")
)
_CONTRASTING = frozenset(("than", "instead", "rather"))
_JOINING = frozenset(("and", "or", "but", "then", "so"))
_TYING = frozenset(("and", "then"))
_IN_PASSING = frozenset(("then", "also", "soon"))
_TURNING = frozenset(("to", "how", "what", "whether", "if", "can", "may", "they", "ask", "asks"))
"""Between our "will" and an "and" these give the verb behind it to somebody else."""
_FEELINGS = frozenset(map(stem, _LISTS["feelings"]))
_REASONS = frozenset(("as", "for", "because", "since", "you", "we", "i"))
_FELT = frozenset(("to", "that", "when", "you", "for"))
_REACH = 4
"""Words before a verb among which its subject stands."""
_LONGEST = 60
"""Words of a clause in which anybody would feel for something: more stand only to cost time."""
_FAR = 12
"""Words between a helping verb and its verb at most."""


def acts_for_us(clause: Clause) -> bool:
    """Whether somebody of ours is the one who acts in a clause."""
    words = [word.text for word in clause.words[:_REACH]]
    return bool((_WE | _AGENTS) & set(words)) and not clause.asks


Kind = Literal["deed", "gift", "free", "assured"]


@dataclass(frozen=True, slots=True)
class Promise:
    """What a clause commits us to: a licence must name something of each of its keys."""

    clause: Clause
    keys: tuple[Keys, ...]
    kind: Kind = "deed"


def find_promises(
    clause: Clause, *, ours: bool = False, promised: bool = False
) -> Iterator[Promise]:
    """The promises of one clause.

    `ours` says that it goes on where somebody of ours acts, `promised` where we commit ourselves.
    """
    words = [word.text for word in clause.words]
    stems = [word.stem for word in clause.words]
    if words[0] in _SUPPOSING:
        return
    assured = (find_assured_remedies, find_assured_deeds, find_assurances)
    for keys in chain.from_iterable(find(clause) for find in assured):
        yield Promise(clause, (keys,), "assured")
    yield from _find_deeds(clause, ours=ours, promised=promised)
    if not clause.polarity.denies:
        gifts, frees = _GIFTS.find(stems), _FREE.find(stems)
        for at in sorted({*gifts, *frees}):
            gift, free = gifts.get(at, 0), frees.get(at, 0)
            if not (_is_idiom(clause, stems, at) or _feels_for(words, at)):
                kind: Kind = "gift" if gift else "free"
                yield Promise(clause, _keys(clause, at, gift or free, 0), kind)


def _find_deeds(clause: Clause, *, ours: bool, promised: bool) -> Iterator[Promise]:
    """What a clause says that we do, have done or have somebody do."""
    words = [word.text for word in clause.words]
    stems = [word.stem for word in clause.words]
    remedy_before = -1
    remedies, heavies = _REMEDIES.find(stems), _HEAVY.find(stems)
    if not (remedies or heavies) and _HELPERS.isdisjoint(words):
        return
    for at in range(min(len(words), _find_no(words) + 1)):
        remedy, heavy = remedies.get(at, 0), heavies.get(at, 0)
        weight = _Weight(remedy > 0, heavy > 0 or remedy > 0, ours)
        joined = weight.heavy and _is_joined(words, at, promised=promised)
        if joined or _is_committed(words, stems, at, weight):
            if not _feels_for(words, at):
                yield Promise(clause, _keys(clause, at, remedy, heavy))
        elif remedy_before >= 0 and _is_done_to(words, stems, at) and not _feels_for(words, at):
            yield Promise(clause, _keys(clause, remedy_before, 1, 0))
        if remedy:
            remedy_before = at


def commits_us(clause: Clause) -> bool:
    """Whether a clause says of somebody of ours that they will act: "I'll look into it"."""
    words = [word.text for word in clause.words]
    at = next((at for at in range(1, len(words)) if _commits(words, at)), len(words))
    return not clause.asks and at < len(words) and not _TURNING & set(words[at + 1 :])


def _commits(words: list[str], at: int) -> bool:
    """Whether "will" behind one of ours stands at this place, or "let me"."""
    if words[at] in {"will", "shall"}:
        return bool(_WE & set(words[max(0, at - 2) : at]))
    return words[at] in {"me", "us"} and words[at - 1] == "let"


def _is_joined(words: list[str], at: int, *, promised: bool) -> bool:
    """Whether an "and" joins a verb to what we commit ourselves to: "I'll look and call you"."""
    before = at - 1
    while before > 0 and (words[before].endswith("ly") or words[before] in _IN_PASSING):
        before -= 1
    if before < 0 or words[before] not in _TYING or words[at].endswith(("ed", "ing", "s")):
        return False
    helper = next(
        (i for i in range(before - 1, max(0, before - _LONGEST), -1) if _commits(words, i)), -1
    )
    between = words[max(helper, 0) : before]
    return (helper > 0 or (promised and before == 0)) and not _TURNING & set(between)


def _feels_for(words: list[str], at: int) -> bool:
    """Whether a clause only feels for what a word says: "it's frustrating to see this for free".

    So does a clause that ends in how it feels, unless it gives that as a reason.
    """
    if len(words) > _LONGEST:
        return False
    feelings = [place for place, word in enumerate(words) if stem(word) in _FEELINGS]
    if not feelings or "will" in words[:at]:
        return False
    first, last = feelings[0], feelings[-1]
    ends = last > at and last >= len(words) - 2 and words[last - 1] in {"is", "are", "be"}
    leads = first < at and bool(_FELT & set(words[first + 1 : at][:4]))
    return leads or (ends and not _REASONS & set(words))


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


def _find_no(words: list[str]) -> int:
    """The place of the first "no": what stands behind it is promised by nobody."""
    return next((at for at, word in enumerate(words) if word in _NO), len(words))


def _is_done_to(words: list[str], stems: list[str], at: int) -> bool:
    """Whether a word says in the passive that a remedy is given: "is being issued"."""
    before = set(words[max(0, at - 3) : at])
    passive = {"being", "been"} & before or {"will", "be"} <= before
    return bool(passive) and _DONE_TO.length_at(stems, at) > 0


@dataclass(frozen=True, slots=True)
class _Weight:
    """What a verb is, and whether its clause goes on where one of ours acts."""

    remedy: bool
    heavy: bool
    ours: bool


def _is_committed(words: list[str], stems: list[str], at: int, weight: _Weight) -> bool:
    """Whether the word is a verb that somebody of ours is said to do or to have done."""
    remedy, heavy = weight.remedy, weight.heavy
    if words[at] in _BETWEEN or words[at].endswith("ly"):
        return False
    auxiliary = at - 1
    while auxiliary >= max(0, at - _FAR) and (
        words[auxiliary] in _BETWEEN or words[auxiliary].endswith("ly")
    ):
        auxiliary -= 1
    if auxiliary < 0 or words[auxiliary] not in _HELPERS:
        return False
    harmless = not heavy and (stems[at] in _HARMLESS or not is_content(words[at]))
    if words[at - 1] == "be" and not remedy and not words[at].endswith(("ing", "ed")):
        return False  # "I'll be honest"
    helper, subject = words[auxiliary], words[max(0, auxiliary - _REACH) : auxiliary]
    between = words[auxiliary:at]
    others = bool(_AGENTS & set(subject))
    if harmless and not (others and helper == "will" and words[at] not in {"be", "have"}):
        return False
    goes_on = weight.ours and all(word in _BETWEEN or word in _JOINING for word in subject)
    named = helper == "will" and "our" in subject[:-1] and words[at] not in {"be", "have"}
    called_ours = "our" in subject and (remedy or heavy or named)
    ours = others or called_ours or _is_we(subject) or goes_on
    done = stems[at] not in _FOUND and (heavy or is_past(words[at]))
    for_you = (
        not harmless and " for you" in " ".join(words[at : at + _FAR]) and not is_past(words[at])
    )
    given = stems[at] in _GRANTED and not words[at].endswith("ing")
    asked = words[auxiliary - 1] if auxiliary else ""
    committed = {
        "will": ours or (remedy and "be" in between),
        "am": ours
        and (
            words[at].endswith("ing")
            or (remedy and "to" in between and bool(_PLEASED & set(between)))
        ),
        "is": given and "being" in between,
        "have": "would" not in subject and ((ours and done) or (given and "been" in between)),
        "me": asked in _ASKED or (asked == "let" and heavy),
        "us": asked in _ASKED or (asked == "let" and remedy),
        "we": stems[at] in AGENTS_OWN or asked in {"shall", "can", "may"} or for_you,
        "can": remedy and ours,
    }
    if helper == "are" and "being" in between:
        helper = "is"
    return committed.get(_SAME_HELPER.get(helper, helper), False)


def _is_we(subject: list[str]) -> bool:
    """Whether we are the subject, rather than those who know: "I know such errors are hard"."""
    return bool(_WE & set(subject[-2:])) and stem(subject[-1]) not in _KNOWING


def _is_idiom(clause: Clause, stems: list[str], at: int) -> bool:
    """Whether a word is no gift here: "feel free", "smoke-free", "what is free on the day"."""
    before = {word.text for word in clause.words[max(0, at - 3) : at]}
    if clause.words[at].joined or clause.words[at].text == "freely" or before & _CONTRASTING:
        return True
    return any(
        start <= at < start + length
        for start in range(max(0, at - 3), at + 1)
        if (length := _NO_GIFTS.length_at(stems, start))
    )
