"""Refusals: a "no" of the draft that the rewrite turned into a "yes"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from guardrails.clauses.reading import Clause, Discourse
from guardrails.clauses.words import Word
from guardrails.denials import Denial, find_contrasted, find_denials, find_predicate
from guardrails.facts.lists import load_list
from guardrails.wordlists import load_words

_LISTS = {name: frozenset(words) for name, words in load_words("denials").items()}
_FINITE = frozenset(load_list("splitting", "guardrails.clauses")["finite"])
_BESIDE = 0.5
"""A clause with this share of the best clause's weight speaks of the same thing."""
_STRONG = 0.5
"""From this share of the denied words on, a clause says the same thing."""
_SURE = 0.75
"""From this share on, it says the very thing, and only a plain no in it is a no."""
_CLOSER = 0.8
"""Beside a clause that says the very thing, others must come so near to speak of it too."""
_MOST = 200
"""Clauses that are looked at for a word: more hold it only in a text made to cost time."""
_SHARED = 2
"""Denied words that the other sentence must name, if there are so many."""
_ENOUGH = 2
"""Words of content from which a clause can be told from others."""
_SAME = 0.75
"""From this share of its words on, a denial speaks of the very clause."""


@dataclass(frozen=True, slots=True)
class Flip:
    """A clause of the draft and the one of the rewrite that says its opposite."""

    draft: Clause
    rewrite: Clause


def find_lost_refusals(draft: Discourse, rewrite: Discourse) -> Iterator[Flip]:
    """Denials of the draft whose words the rewrite affirms and nowhere denies."""
    for denial in find_denials(draft):
        flipped = _find_flipped(denial, rewrite)
        if flipped and (_tells(flipped) or not denial.forbids):
            yield Flip(denial.clause, flipped)
    for clause, phrase in find_contrasted(draft):
        affirmed = _find_phrase(phrase, rewrite)
        if affirmed:
            yield Flip(clause, affirmed)


def find_new_refusals(draft: Discourse, rewrite: Discourse) -> Iterator[Flip]:
    """What the draft affirms and the rewrite denies with nearly the same words."""
    for clause in draft.clauses:
        polarity, content = clause.polarity, clause.content
        over = _LISTS["over"] & {word.text for word in clause.words}
        if polarity.negations or polarity.refuses or over or len(content) < _ENOUGH:
            continue
        if clause.words[0].text in _LISTS["consequence"]:
            continue
        scores = _score(dict.fromkeys(content, 1 / len(content)), rewrite)
        best = max(scores.values(), default=0.0)
        if best < _SAME:
            continue
        close = [rewrite.clauses[i] for i, score in scores.items() if score >= _BESIDE * best]
        if all(_denies_one_of(other, clause) for other in close):
            yield Flip(clause, close[0])


def _find_flipped(denied: Denial, rewrite: Discourse) -> Clause | None:
    """The clause that speaks of the denied words most, unless it or one beside it denies."""
    weights, predicate = denied.weights, denied.predicate
    scores = _score(weights, rewrite)
    best = max(scores.values(), default=0.0)
    if best <= _STRONG * sum(weights.values()):
        return None
    leading = _find_plainest([at for at, score in scores.items() if score == best], denied, rewrite)
    strongest = rewrite.clauses[leading]
    sure = best >= _SURE * sum(weights.values()) and _is_plain(denied, strongest)
    if not _affirms(strongest, denied, sure=sure):
        return None
    beside = frozenset[str]().union(*(c.keys for c in rewrite.around(leading)))
    if sum(bool(word.keys & beside) for word in weights) < min(_SHARED, len(weights)):
        return None
    near = _CLOSER if sure else _BESIDE
    close = [index for index, score in scores.items() if score >= near * best]
    if predicate:  # clauses that name what is denied come before those that share its setting
        alone = weights.get(predicate, 0.0)
        naming = [
            index
            for index in close
            if predicate.keys & rewrite.clauses[index].keys
            and (len(weights) == 1 or scores[index] > alone)
        ]
        close = naming or close
    if any(_may_deny(rewrite, index, denied, sure=sure) for index in close):
        return None
    return strongest


def _find_phrase(phrase: tuple[str, ...], text: Discourse) -> Clause | None:
    """A clause that says a phrase word for word, if no such clause or one beside it says no."""
    said: Clause | None = None
    places = text.pairs.get(phrase[:2], ())[:_MOST]
    for index in places:
        words = " ".join(word.text for word in text.clauses[index].words)
        if f" {' '.join(phrase)} " not in f" {words} ":
            continue
        if any(other.polarity.may_deny or other.polarity.holds for other in text.around(index)):
            return None
        said = said or text.clauses[index]
    return said


def _find_plainest(candidates: list[int], denied: Denial, text: Discourse) -> int:
    """Of clauses that name as much, the first that states the very word that is denied."""
    predicate = denied.predicate
    for at in candidates:
        clause = text.clauses[at]
        same = predicate and any(word.stem == predicate.stem for word in clause.words)
        if same and _asserts(clause):
            return at
    return candidates[0]


def _affirms(clause: Clause, denied: Denial, *, sure: bool) -> bool:
    """Whether a clause states what is denied, within the bounds of the denial.

    Beside what there is "no" of, a word must offer it: "phones stay out" affirms no phones.
    """
    predicate, words = denied.predicate, {word.text for word in clause.words}
    if denied.bounds - words or not _asserts(clause):
        return False
    if denied.none and not _LISTS["offering"] & words:
        return False
    if denied.names and predicate and not _is_helped(clause, predicate):
        return False
    return predicate is None or (
        not _is_named(clause, predicate) and (sure or _states(clause, predicate))
    )


def _is_named(clause: Clause, predicate: Word) -> bool:
    """Whether a clause names a denied deed and says nothing of it: "it's the fit of the dome"."""
    words = [word.text for word in clause.words]
    places = [at for at, word in enumerate(clause.words) if word.keys & predicate.keys]
    return bool(places) and all(
        at and words[at - 1] == "the" and words[at + 1 : at + 2] == ["of"] for at in places
    )


def _is_plain(denied: Denial, clause: Clause) -> bool:
    """Whether a clause that names what is denied speaks of the thing itself.

    A single word may be named for any reason, so a helping verb must stand beside it.
    """
    words = {word.text for word in clause.words}
    predicate = denied.predicate
    if _LISTS["avoiding"] & words or not denied.clause.polarity.negations:
        return False
    if len(denied.weights) > 1 or predicate is None:
        return True
    return any(word.stem == predicate.stem for word in clause.words) and _is_helped(
        clause, predicate
    )


def _is_helped(clause: Clause, predicate: Word) -> bool:
    """Whether a helping verb stands just before what is denied, or just behind it."""
    words = [word.text for word in clause.words]
    return any(
        word.keys & predicate.keys
        and (_LISTS["helpers"] & {*words[max(0, at - 2) : at], *words[at + 1 : at + 3]})
        for at, word in enumerate(clause.words)
    )


def _score(weights: dict[Word, float], text: Discourse) -> dict[int, float]:
    """How much of the denied words each clause of a text names, in the order of the clauses."""
    scores: defaultdict[int, float] = defaultdict(float)
    for word, weight in weights.items():
        naming = {at for key in word.keys for at in text.places.get(key, ())[:_MOST]}
        for at in naming:
            scores[at] += weight
    return dict(sorted(scores.items()))


def _asserts(clause: Clause) -> bool:
    """Whether a clause states something, rather than asking, supposing or naming it."""
    words = [word.text for word in clause.words]
    states = len(clause.content) > 1 or bool(_FINITE & set(words))
    feels = "i" in words[:2] and bool(_LISTS["feeling"] & set(words[1:4]))
    return states and not feels and not clause.asks and words[0] not in _LISTS["supposed"]


def _states(clause: Clause, predicate: Word) -> bool:
    """Whether a clause says of the predicate that it is so: "it is covered", "the lounge is open".

    A helping verb or the one who acts stands just before it, or a helping verb just behind it.
    """
    words = [word.text for word in clause.words]
    for at, word in enumerate(clause.words):
        if word.keys & predicate.keys:
            before, after = set(words[max(0, at - 3) : at]), set(words[at + 1 : at + 5])
            if before & (_LISTS["helpers"] | _LISTS["actors"]) or after & _LISTS["helpers"]:
                return True
            if before & _LISTS["inside"] and not _FINITE & set(words):
                return True  # "a country inside EU roaming"
    return False


def _may_deny(text: Discourse, index: int, denied: Denial, *, sure: bool) -> bool:
    """Whether a clause says no in any way, or the one next to it says so plainly.

    "It stays as it is" denies a change, as long as the clause does not name the change. A clause
    that names all that is denied must say no in a word that the draft's clause does not hold.
    """
    clause, predicate = text.clauses[index], denied.predicate
    polarity = clause.polarity
    names_it = predicate is not None and bool(predicate.keys & clause.keys)
    if sure:
        no = polarity.negations or polarity.refuses
        says_no = bool(no) or (polarity.bounds and not denied.clause.polarity.bounds)
        says_no = says_no or (polarity.holds and not _allows(clause))
    else:
        says_no = polarity.may_deny
    if says_no or (polarity.holds and not names_it):
        return True
    return any(
        other.polarity.denies
        and (not sure or other.polarity.refuses or _says_little(other) or _names_any(other, denied))
        for other in text.around(index)
    )


def _allows(clause: Clause) -> bool:
    """Whether what "still" holds is a permission: "it can still be changed"."""
    return any(word.text in {"can", "may"} for word in clause.words)


def _says_little(clause: Clause) -> bool:
    return len(clause.content) < _ENOUGH


def _names_any(clause: Clause, denied: Denial) -> bool:
    return any(word.keys & clause.keys for word in denied.weights)


def _tells(clause: Clause) -> bool:
    """Whether a clause tells or allows the customer to do something: "please", "you may", "to"."""
    return any(word.text in {"please", "you", "to"} for word in clause.words)


def _denies_one_of(clause: Clause, affirmed: Clause) -> bool:
    """Whether what stands beside the clause's "not" is something that the other one affirms."""
    predicate = find_predicate(clause)
    names_it = predicate is not None and bool(predicate.keys & affirmed.keys)
    words = [word.text for word in clause.words]
    plainly = bool({"not", "no", "never"} & set(words)) and "longer" not in words
    return names_it and plainly and clause.polarity.negations % 2 == 1
