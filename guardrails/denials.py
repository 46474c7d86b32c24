"""Denials: what the clauses of a draft say no to, word by word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from guardrails.clauses.reading import Clause, Discourse
from guardrails.clauses.stems import stem
from guardrails.clauses.words import Word
from guardrails.facts.lists import load_list
from guardrails.wordlists import load_words

_LISTS = {name: frozenset(words) for name, words in load_words("denials").items()}
_NEGATIONS, _SUPPOSED = _LISTS["negations"], _LISTS["supposed"]
_MODAL = frozenset(map(stem, _LISTS["modal"]))
_REFUSING = frozenset(map(stem, load_list("polarity", "guardrails.clauses")["refusals"]))
_PREDICATE = 2.0
"""What "not" stands beside weighs this much more than the other words of its clause."""


@dataclass(frozen=True, slots=True)
class Denial:
    """What a clause of the draft denies: its words by weight, and the one its "not" is about."""

    clause: Clause
    weights: dict[Word, float]
    predicate: Word | None

    @property
    def bounds(self) -> frozenset[str]:
        """The words that make it a bound: "no eating before the scan"."""
        return _LISTS["bounding"] & {word.text for word in self.clause.words}

    @property
    def none(self) -> bool:
        """Whether it says that there is no such thing, rather than that something is not so."""
        words = {word.text for word in self.clause.words}
        return bool(words & {"no", "none"}) and not words & {"not", "never"}

    @property
    def names(self) -> bool:
        """Whether it says what something is not: "we're not the seller"."""
        return any(
            word.text == "not" and following.text in {"the", "a", "an"}
            for word, following in pairwise(self.clause.words)
        )

    @property
    def forbids(self) -> bool:
        """Whether it tells the customer not to do something."""
        words = [w.text for w in self.clause.words if w.text not in _LISTS["polite"]]
        return words[:1] == ["never"] or words[:2] == ["do", "not"]


def find_denials(draft: Discourse) -> Iterator[Denial]:
    """What the clauses of a draft deny, where it can be named."""
    frequency = Counter(key for clause in draft.clauses for key in clause.keys)
    for index, clause in enumerate(draft.clauses):
        if not clause.polarity.denies or _is_left_alone(clause):
            continue
        before = draft.clauses[index - 1].sentence if index else -1
        if clause.words[0].text == "not" and before == clause.sentence:
            continue  # a mere contrast, "in the sandbox, not in production"
        if _find_following(draft, index, _LISTS["ending"]):
            continue  # "it isn't open | until you renew" may be said the other way round
        predicate = find_predicate(clause)
        weights = _weigh(clause, predicate, frequency)
        supposed = _find_following(draft, index, _LISTS["supposing"])
        if supposed:  # "not covered | when it's dirt"
            weights = {**weights, **_weigh(supposed, None, frequency)}
        if weights:
            yield Denial(clause, weights, predicate)


def find_contrasted(draft: Discourse) -> Iterator[tuple[Clause, tuple[str, ...]]]:
    """The clauses that only contrast, with what they leave out: "not for this claim"."""
    for clause in draft.clauses:
        phrase = tuple(word.text for word in clause.words[1:])
        if (
            clause.words[0].text == "not"
            and len(phrase) > 1
            and phrase[0] not in _SUPPOSED - {"for"}
        ):
            yield clause, phrase


def find_predicate(clause: Clause) -> Word | None:
    """What the clause denies: the word behind its "not", or the first one that is denied."""
    words = clause.words
    for at, word in enumerate(words):
        if word.text in _NEGATIONS:
            following = words[at + 1 :]
            after = [w for w in following if w.content and w.stem not in _MODAL]
            said = next((w for w in following if w.content), None)
            if said and said.stem in _MODAL and clause.content[0] is not said:
                return clause.content[0]  # "sharing isn't allowed on any plan"
            if after:
                return after[0]
            if following and not any(w.stem in _MODAL for w in following):
                return None  # a light verb, such as "can't come"
            break
    return clause.content[0] if clause.content else None


def _find_following(text: Discourse, index: int, heads: frozenset[str]) -> Clause | None:
    """The condition that follows a clause in its sentence and begins with one of these words."""
    following = text.clauses[index + 1 : index + 2]
    for clause in following:
        if clause.sentence == text.clauses[index].sentence and clause.words[0].text in heads:
            return clause
    return None


def _is_left_alone(clause: Clause) -> bool:
    """Whether a denial states a condition, or tells the customer what they did not do."""
    words = [word.text for word in clause.words]
    reproach = (
        {"not", "never"} & set(words)
        and _LISTS["theirs"] & set(words)
        and _LISTS["past"] & set(words)
    )
    supposed = words[0] == "not" and words[1:2] and words[1] in _SUPPOSED
    return bool(reproach) or bool(supposed) or words[-1] in _LISTS["pronouns"]


def _weigh(clause: Clause, predicate: Word | None, frequency: Counter[str]) -> dict[Word, float]:
    """The denied words with their weights; none if the clause denies nothing nameable."""
    weights = {
        word: (_PREDICATE if word is predicate else 1.0) / min(frequency[key] for key in word.keys)
        for word in clause.content
        if word.text not in _NEGATIONS and word.stem not in _MODAL and word.stem not in _REFUSING
    }
    return weights if len(weights) > 1 or predicate in weights else {}
