"""Who licenses a promise: the draft and its context, in the same words or in others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from guardrails.assurances import find_licensed_assurances
from guardrails.clauses.concepts import Keys
from guardrails.clauses.reading import Clause, Discourse
from guardrails.clauses.stems import stem
from guardrails.clauses.words import Word
from guardrails.promises import AGENTS_OWN, Promise, acts_for_us, find_promises
from guardrails.values import Fact
from guardrails.wordlists import load_words

_GIVING = frozenset(load_words("promises")["giving"])
_BOUNDS = frozenset(
    ("only", "if", "once", "when", "unless", "with", "after", "until", "where", "as", "by")
)
_NOUNS = ("tion", "ment", "ance", "ence", "al", "ery", "ure", "s", "ed")
_PAYING = frozenset(map(stem, ("pay", "charge", "cost", "fee", "due")))
_COST = frozenset((*_PAYING, stem("free")))
_OPENERS = frozenset(("please", "and", "then", "or"))
# Nouns as often as verbs, at the beginning of a blunt clause: "repair 110, flat".
_EITHER = frozenset(
    ("repair", "exchange", "transfer", "upgrade", "cover", "return", "swap", "call")
)
# Behind a first word that is a verb, these begin what is done to: "repair it", but "repair, flat".
_OBJECTS = frozenset(
    (
        *(
            "it",
            "them",
            "this",
            "that",
            "these",
            "us",
            "me",
            "the",
            "a",
            "an",
            "your",
            "our",
            "any",
        ),
        *("one", "all", "both", "back", "in", "off", "out", "up", "to", "with", "via", "before"),
    )
)
_NEAR = 6
"""Words before a verb among which the customer is named who is told to do it."""
_RESTRICTS = frozenset(("only", "solely", "exclusively"))
_OTHERWISE = frozenset(("or", "unless", "otherwise"))


def find_unlicensed_promises(
    draft: Discourse, rewrite: Discourse, licences: Iterable[Discourse]
) -> Iterator[Fact]:
    """Promises of the rewrite that neither the draft nor its licensed context holds."""
    texts = (draft, *licences)
    found = list(_find_all(rewrite))
    if not found:
        return
    made = [promise for text in texts for promise in _find_all(text)]
    ahead = [promise.clause for promise in made if promise.kind == "deed"]
    ahead += (clause for text in texts for clause in text.clauses if _looks_ahead(clause))
    futures = [clause.keys for clause in ahead]
    grounds = [ground for text in texts for ground in _grounds(text)]
    assured = [keys for text in texts for keys in find_licensed_assurances(text)]
    indices = {clause.start: index for index, clause in enumerate(rewrite.clauses)}
    for clause, promises in groupby(found, key=lambda promise: promise.clause):
        bounded = any(map(_is_bounded, rewrite.around(indices[clause.start])))
        for promise in promises:
            if not (
                (promise.kind == "gift" and not _gives(clause) and promise.keys[0] & draft.keys)
                or any(_is_same(other, promise) for other in made)
                or any(_licenses(ground, promise, bounded=bounded) for ground in grounds)
                or any(_is_about(promise, keys) for keys in futures)
                or promise.keys[0] in assured
                or (
                    _RESTRICTS & {word.text for word in clause.words} and _is_denied(promise, texts)
                )
                or _costs_nothing_there_either(promise, made, texts, bounded=bounded)
            ):
                yield Fact("promise", rewrite.quote(clause), clause.start, clause.end)
                break


def _find_all(text: Discourse) -> Iterator[Promise]:
    """The promises of a text; a clause without a subject has that of the one before."""
    ours, sentence = False, -1
    for clause in text.clauses:
        ours = ours and clause.sentence == sentence
        yield from find_promises(clause, ours=ours)
        ours, sentence = ours or acts_for_us(clause), clause.sentence


def _costs_nothing_there_either(
    promise: Promise, made: Iterable[Promise], texts: Iterable[Discourse], *, bounded: bool
) -> bool:
    """Whether the draft calls the same thing free, or says what it costs otherwise.

    "Cancel 48 h before or you pay 100 %" licenses "free until two days before".
    """
    if promise.kind not in {"free", "assured"} or not _is_costless(promise):
        return False
    about = frozenset[str]().union(*(w.keys for w in promise.clause.content if not w.keys & _COST))
    if any(other.kind == "free" and other.clause.keys & about for other in made):
        return True
    priced = {
        (text.text, clause.sentence)
        for text in texts
        for clause in text.clauses
        if any(word.stem in _PAYING for word in clause.words)
    }
    return bounded and any(
        (text.text, clause.sentence) in priced and clause.words[0].text in _OTHERWISE
        for text in texts
        for clause in text.clauses
    )


def _is_costless(promise: Promise) -> bool:
    return promise.kind == "free" or "assured: costless" in promise.keys[0]


def _is_denied(promise: Promise, texts: Iterable[Discourse]) -> bool:
    """Whether a draft refuses what is promised, so that "only" says the same no from behind.

    "Opened ones can't come back" licenses "we can only take back unopened ones".
    """
    return any(
        clause.polarity.denies and all(clause.keys & keys for keys in promise.keys)
        for text in texts
        for clause in text.clauses
    )


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
    if promise.kind != "deed" or verb & AGENTS_OWN or promise.clause.polarity.denies:
        return False
    return any(word.keys & future for word in promise.clause.content if not word.keys & verb)


def _is_same(one: Promise, other: Promise) -> bool:
    """Whether both commit us to the same, be it on a condition or not."""
    if one.kind != other.kind or _is_bounded(one.clause) > _is_bounded(other.clause):
        return False
    return len(one.keys) == len(other.keys) and all(
        keys & wanted for keys, wanted in zip(one.keys, other.keys, strict=True)
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
    if words[at].stem in AGENTS_OWN or verb.endswith(_NOUNS):
        return False
    before = [word.text for word in words[max(0, at - _NEAR) : at]]
    if "you" in before[-3:]:
        return True
    if at > _NEAR or any(word not in _OPENERS for word in before):
        return False
    noun = verb in _EITHER and (at + 1 == len(words) or words[at + 1].text not in _OBJECTS)
    return not noun


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
