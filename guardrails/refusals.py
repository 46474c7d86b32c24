"""Refusals: a "no" of the draft that the rewrite turned into a "yes"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from guardrails.clauses.reading import Clause, Discourse
from guardrails.clauses.stems import stem
from guardrails.clauses.words import Word
from guardrails.facts.lists import load_list

_BESIDE = 0.5
"""A clause with this share of the best clause's weight speaks of the same thing."""
_STRONG = 0.5
"""From this share of the denied words on, a clause says the same thing."""
_SHARED = 2
"""Denied words that the other sentence must name, if there are so many."""
_PREDICATE = 2.0
"""What "not" stands beside weighs this much more than the other words of its clause."""
_ENOUGH = 2
"""Words of content from which a clause can be told from others."""
_SAME = 0.75
"""From this share of its words on, a denial speaks of the very clause."""
_BALANCED = frozenset(
    ("before", "until", "unless", "without", "except", "only", "under", "below", "over", "above")
)
"""With these a "no" states a condition, which may be said without one."""
_THEIRS, _PAST = frozenset(("you", "your")), frozenset(("did", "have", "has", "had", "was", "were"))
_PRONOUNS = frozenset(("none", "nothing", "nobody"))
_NEGATIONS = frozenset(("not", "no", "never", "none", "nothing", "nobody", "neither", "nor"))
# Words that say of something else whether it may be: that is what is denied.
_MODAL = frozenset(
    map(
        stem,
        (
            "allowed",
            "possible",
            "permitted",
            "available",
            "option",
            "offer",
            "able",
            "chance",
            "way",
            "accepted",
        ),
    )
)
_HELPERS = frozenset(
    ("is", "are", "was", "were", "will", "can", "may", "did", "does", "do", "been")
)
_ACTORS = frozenset(("we", "you", "they", "it", "there", "please", "to", "i"))
_INSIDE = frozenset(("in", "inside", "within", "among"))
_FINITE = frozenset(load_list("splitting", "guardrails.clauses")["finite"])
_REFUSING = frozenset(map(stem, load_list("polarity", "guardrails.clauses")["refusals"]))
_SUPPOSING = frozenset(("if", "when", "where", "once"))
_FEELING = frozenset(
    (
        "know",
        "understand",
        "see",
        "imagine",
        "hear",
        "get",
        "realize",
        "realise",
        "appreciate",
        "feel",
    )
)
_SUPPOSED = frozenset(("for", "if", "when", "where", "once", "should", "whenever", "whether"))
_POLITE = frozenset(("please", "and", "so", "but", "also", "just"))
_CONSEQUENCE = frozenset(("if", "or", "otherwise", "unless", "until"))


@dataclass(frozen=True, slots=True)
class Flip:
    """A clause of the draft and the one of the rewrite that says its opposite."""

    draft: Clause
    rewrite: Clause


def find_lost_refusals(draft: Discourse, rewrite: Discourse) -> Iterator[Flip]:
    """Denials of the draft whose words the rewrite affirms and nowhere denies."""
    frequency = Counter(key for clause in draft.clauses for key in clause.keys)
    for index, clause in enumerate(draft.clauses):
        if not clause.polarity.denies or _is_left_alone(clause):
            continue
        before = draft.clauses[index - 1].sentence if index else -1
        if clause.words[0].text == "not" and before == clause.sentence:
            continue  # a mere contrast, "in the sandbox, not in production"
        predicate = _find_predicate(clause)
        weights = _weigh(clause, predicate, frequency)
        supposed = _find_supposed(draft, index)
        if supposed and weights:
            continue  # "it won't be ready | if you skip Thursday" may be said the other way round
        if supposed:  # "Not given | if you have an allergy"
            weights = _weigh(supposed, None, frequency)
        flipped = _find_flipped(weights, predicate, rewrite) if weights else None
        if flipped and (_tells(flipped) or not _forbids(clause)):
            yield Flip(clause, flipped)


def find_new_refusals(draft: Discourse, rewrite: Discourse) -> Iterator[Flip]:
    """What the draft affirms and the rewrite denies with nearly the same words."""
    for clause in draft.clauses:
        polarity, content = clause.polarity, clause.content
        if polarity.negations or polarity.refuses or len(content) < _ENOUGH:
            continue
        if clause.words[0].text in _CONSEQUENCE:
            continue
        scores = [
            sum(bool(word.keys & other.keys) for word in content) / len(content)
            for other in rewrite.clauses
        ]
        best = max(scores, default=0.0)
        if best < _SAME:
            continue
        close = [rewrite.clauses[i] for i, score in enumerate(scores) if score >= _BESIDE * best]
        if all(_denies_one_of(other, clause) for other in close):
            yield Flip(clause, close[0])


def _find_supposed(text: Discourse, index: int) -> Clause | None:
    """The condition that follows a clause in its sentence."""
    following = text.clauses[index + 1 : index + 2]
    for clause in following:
        if clause.sentence == text.clauses[index].sentence and clause.words[0].text in _SUPPOSING:
            return clause
    return None


def _forbids(clause: Clause) -> bool:
    """Whether a clause tells the customer not to do something."""
    words = [word.text for word in clause.words if word.text not in _POLITE]
    return words[:1] == ["never"] or words[:2] == ["do", "not"]


def _tells(clause: Clause) -> bool:
    """Whether a clause tells or allows the customer to do something: "please", "you may", "to"."""
    return any(word.text in {"please", "you", "to"} for word in clause.words)


def _denies_one_of(clause: Clause, affirmed: Clause) -> bool:
    """Whether what stands beside the clause's "not" is something that the other one affirms."""
    predicate = _find_predicate(clause)
    names_it = predicate is not None and bool(predicate.keys & affirmed.keys)
    words = [word.text for word in clause.words]
    plainly = bool({"not", "no", "never"} & set(words)) and "longer" not in words
    return names_it and plainly and clause.polarity.negations % 2 == 1


def _is_left_alone(clause: Clause) -> bool:
    """Whether a denial states a condition, or tells the customer what they did not do."""
    words = [word.text for word in clause.words]
    reproach = "not" in words and _THEIRS & set(words) and _PAST & set(words)
    supposed = words[0] == "not" and words[1:2] and words[1] in _SUPPOSED
    return (
        bool(reproach) or bool(supposed) or words[-1] in _PRONOUNS or bool(_BALANCED & set(words))
    )


def _weigh(clause: Clause, predicate: Word | None, frequency: Counter[str]) -> dict[Word, float]:
    """The denied words with their weights; none if the clause denies nothing nameable."""
    weights = {
        word: (_PREDICATE if word is predicate else 1.0) / min(frequency[key] for key in word.keys)
        for word in clause.content
        if word.text not in _NEGATIONS and word.stem not in _MODAL and word.stem not in _REFUSING
    }
    return weights if len(weights) > 1 or predicate in weights else {}


def _find_predicate(clause: Clause) -> Word | None:
    """What the clause denies: the word behind its "not", or the first one that is denied."""
    words = clause.words
    for at, word in enumerate(words):
        if word.text in _NEGATIONS:
            following = words[at + 1 :]
            after = [w for w in following if w.content and w.stem not in _MODAL]
            if after:
                return after[0]
            if following and not any(w.stem in _MODAL for w in following):
                return None  # a light verb, such as "can't come"
            break
    return clause.content[0] if clause.content else None


def _find_flipped(
    weights: dict[Word, float], predicate: Word | None, rewrite: Discourse
) -> Clause | None:
    """The clause that speaks of the denied words most, unless it or one beside it denies."""
    scores = [
        sum(weight for word, weight in weights.items() if word.keys & clause.keys)
        for clause in rewrite.clauses
    ]
    best = max(scores, default=0.0)
    if best <= _STRONG * sum(weights.values()):
        return None
    strongest = rewrite.clauses[scores.index(best)]
    if not _asserts(strongest) or (predicate and not _states(strongest, predicate)):
        return None
    sentence = frozenset[str]().union(
        *(clause.keys for clause in rewrite.clauses if clause.sentence == strongest.sentence)
    )
    if sum(bool(word.keys & sentence) for word in weights) < min(_SHARED, len(weights)):
        return None
    close = [index for index, score in enumerate(scores) if score >= _BESIDE * best]
    if predicate:  # clauses that name what is denied come before those that share its setting
        alone = weights.get(predicate, 0.0)
        naming = [
            index
            for index in close
            if predicate.keys & rewrite.clauses[index].keys
            and (len(weights) == 1 or scores[index] > alone)
        ]
        close = naming or close
    if any(_may_deny(rewrite, index, predicate) for index in close):
        return None
    return strongest


def _asserts(clause: Clause) -> bool:
    """Whether a clause states something, rather than asking, supposing or naming it."""
    words = [word.text for word in clause.words]
    states = len(clause.content) > 1 or bool(_FINITE & set(words))
    feels = words[0] == "i" and bool(_FEELING & set(words[1:4]))
    return states and not feels and not clause.asks and words[0] not in _SUPPOSED


def _states(clause: Clause, predicate: Word) -> bool:
    """Whether a clause says of the predicate that it is so: "it is covered", "the lounge is open".

    A helping verb or the one who acts stands just before it, or a helping verb just behind it.
    """
    words = [word.text for word in clause.words]
    for at, word in enumerate(clause.words):
        if word.keys & predicate.keys:
            before, after = set(words[max(0, at - 3) : at]), set(words[at + 1 : at + 5])
            if before & (_HELPERS | _ACTORS) or after & _HELPERS:
                return True
            if before & _INSIDE and not _FINITE & set(words):
                return True  # "a country inside EU roaming"
    return False


def _may_deny(text: Discourse, index: int, predicate: Word | None) -> bool:
    """Whether a clause says no in any way, or the one next to it says so plainly.

    "It stays as it is" denies a change, as long as the clause does not name the change.
    """
    clause = text.clauses[index]
    names_it = predicate is not None and bool(predicate.keys & clause.keys)
    if clause.polarity.may_deny or (clause.polarity.holds and not names_it):
        return True
    return any(
        other.sentence == clause.sentence and other.polarity.denies
        for other in text.clauses[max(0, index - 1) : index + 2]
    )
