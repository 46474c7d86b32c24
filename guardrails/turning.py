"""Turned conditions: the same condition with the opposite sense, "unless" become "if"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from guardrails.clauses.concepts import Keys
from guardrails.clauses.reading import Clause, Discourse
from guardrails.clauses.stems import stem

_MARKERS = frozenset(("if", "unless", "when"))
_ENDING = frozenset(("until", "till"))
_ELSEWHERE = frozenset(map(stem, ("outside", "beyond", "except", "exclude", "lack", "limited")))
"""With these a main clause says no by its meaning, which "not" alone doesn't show."""
_TAKING = frozenset(("as", "since", "because"))
_BEFORE = frozenset(("even", "only", "except", "but", "and"))
_MOST = 200
"""So many conditionals about one word are compared: more stand only in a hostile text."""
_SAME = 0.5
"""From this share of its words on a condition is the same one."""


@dataclass(frozen=True, slots=True)
class Conditional:
    """A statement with its condition; `holds` says whether it is so when the condition is met."""

    main: Clause
    condition: Clause
    about: Keys
    met: Keys
    holds: bool
    even: bool
    until: bool = False


def find_turned_conditions(
    draft: Discourse, rewrite: Discourse
) -> Iterator[tuple[Conditional, Conditional]]:
    """Conditionals of the draft that the rewrite states only with the opposite sense."""
    stated: defaultdict[str, list[Conditional]] = defaultdict(list)
    for other in (*_find_conditionals(rewrite), *_find_conditionals(rewrite, _ENDING)):
        for key in other.about:
            if len(stated[key]) < _MOST:
                stated[key].append(other)
    for conditional in _find_conditionals(draft):
        near = {id(o): o for key in conditional.about for o in stated[key]}.values()
        same = [other for other in near if _speak_of_the_same(conditional, other)]
        if same and all(_is_turned(conditional, other) for other in same):
            yield conditional, same[0]


def find_assumed_conditions(
    draft: Discourse, rewrite: Discourse
) -> Iterator[tuple[Conditional, Clause]]:
    """Conditions of the draft that the rewrite takes for met: "waived, as the parcel was lost"."""
    for conditional in _find_conditionals(draft):
        words = conditional.condition.content
        if any(len(draft.places[key]) > 1 for word in words for key in word.keys):
            continue  # the draft itself may say that it is met
        near = {
            at for word in words for key in word.keys for at in rewrite.places.get(key, ())[:_MOST]
        }
        for at in sorted(near):
            clause = rewrite.clauses[at]
            met = sum(bool(word.keys & clause.keys) for word in words)
            if clause.words[0].text in _TAKING and met == len(words) > 1:
                yield conditional, clause


def _speak_of_the_same(one: Conditional, other: Conditional) -> bool:
    words = one.condition.content
    met = sum(bool(word.keys & other.met) for word in words)
    if other.until and not all(word.keys & one.main.keys for word in other.main.content):
        return False  # "it's locked until you pay" says what "it opens when you pay" does
    return met >= _SAME * len(words) and bool(one.about & other.about)


def _is_turned(one: Conditional, other: Conditional) -> bool:
    return one.holds != other.holds or (other.even and not one.even)


def _find_conditionals(
    text: Discourse, markers: frozenset[str] = _MARKERS
) -> Iterator[Conditional]:
    """Every "X if Y" and "if Y, X" whose X says plainly yes or no, by "not" alone.

    What is so "until Y" is not so when the condition is met.
    """
    for at, condition in enumerate(text.clauses):
        main = _find_main(text, at)
        opening = [word.text for word in condition.words[:2]]
        if opening[0] in _BEFORE:
            opening = opening[1:]
        if not opening or opening[0] not in markers or not condition.content or main is None:
            continue
        words = {word.text for word in (*main.words[-1:], *condition.words[:1])}
        until = opening[0] in _ENDING
        unless = opening[0] == "unless" or "except" in words
        denials = main.polarity.negations + condition.polarity.negations + unless + until
        about = main.keys - condition.keys
        holds = denials % 2 == 0
        yield Conditional(main, condition, about, condition.keys, holds, "even" in words, until)


def _find_main(text: Discourse, at: int) -> Clause | None:
    """The statement that a condition belongs to: before it, or behind it at the head."""
    condition = text.clauses[at]
    for index in (at - 1, at + 1):
        if not 0 <= index < len(text.clauses):
            continue
        main = text.clauses[index]
        if main.sentence != condition.sentence:
            continue
        # "The fee stays with us" is no yes to "the fee is not refunded".
        away = main.polarity.holds or _ELSEWHERE & {word.stem for word in main.words}
        return None if away or main.polarity.refuses or main.asks else main
    return None
