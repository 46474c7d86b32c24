"""Steps: instructions in their order, each of them kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from guardrails.clauses.concepts import Keys, is_content
from guardrails.clauses.reading import Clause, Discourse
from guardrails.clauses.words import Word
from guardrails.facts.enumerators import find_enumerators
from guardrails.facts.lists import load_list
from guardrails.overlaps import Overlaps
from guardrails.values import Fact, Span
from guardrails.wordlists import load_words

_LISTS = load_words("steps")
_VERBS = frozenset(_LISTS["verbs"])
_OPENERS = frozenset(_LISTS["openers"])
_BACKWARD = frozenset(_LISTS["backward"])
_MOST = 60
"""Steps that are compared: more stand only in a text made to cost time."""
_FORWARD = frozenset(_LISTS["forward"])
_AHEAD = 4
"""Words ahead of a step among which a "before" may stand."""
_ENOUGH = 3
"""Steps in a row that make a sequence."""
_TOLD = re.compile(r"[a-z]{3}: ")
_END = re.compile(r"[.!?;\n]")
_FINITE = frozenset(load_list("splitting", "guardrails.clauses")["finite"]) - {"no", "not", "it"}
_REVERSED = re.compile(
    r"\b(?:backwards?|in\sreverse|reversed?\sorder|the\sother\sway\sround)\b", re.IGNORECASE
)
_SWITCHES = frozenset(("on", "off"))
_TELLING = 2
_SURVIVES = 0.5
"""From this share of its telling words on a step is there."""
_BEYOND = 2
"""Code points behind the words of a step in which a fact of it may begin."""


@dataclass(frozen=True, slots=True)
class Step:
    """One instruction of a sequence: its clause and the keys that tell it from the others."""

    clause: Clause
    keys: Keys


def find_steps(text: Discourse) -> tuple[Step, ...]:
    """The longest sequence of instructions of a text; none if there are fewer than three."""
    best: list[Clause] = []
    run: list[Clause] = []
    for clause in text.clauses:
        if run and _is_aside(text.text, clause):
            continue
        if _is_heading(text.text, clause):
            run = []
        elif _instructs(clause) or (run and _continues(clause, run[-1])):
            run.append(clause)
        else:
            run = []
        best = run if len(run) > len(best) else best
    if len(best) < _ENOUGH:
        return ()
    best = best[:_MOST]
    frequency = Counter(key for clause in best for key in clause.keys)
    return tuple(Step(clause, _telling(clause, frequency)) for clause in best)


def _instructs(clause: Clause) -> bool:
    """Whether a clause begins with a verb that tells somebody what to do."""
    words = [word.text for word in clause.words if word.text not in _OPENERS]
    offers = words[:2] in (["let", "me"], ["let", "us"])
    states = bool({"does", "is", "are", "was", "has", "have"} & set(words[:4]))
    return bool(words) and words[0] in _VERBS and not (offers or states or clause.asks)


def _is_aside(text: str, clause: Clause) -> bool:
    """Whether a clause stands in brackets: "put in the medium dome (blue ring)"."""
    return text[: clause.start].endswith("(")


def _is_heading(text: str, clause: Clause) -> bool:
    """Whether a single word before a colon only says what the steps are for: "Reset: ..."."""
    return len(clause.words) == 1 and text.startswith(":", clause.end)


def _continues(clause: Clause, before: Clause) -> bool:
    """Whether a clause goes on with the instructions of its sentence: "open it, sand it"."""
    words = [word.text for word in clause.words if word.text not in _OPENERS]
    starts = clause.sentence == before.sentence and len(words) > 1 and is_content(words[0])
    return bool(starts) and not _FINITE & set(words)


def _telling(clause: Clause, frequency: Counter[str]) -> Keys:
    """What no other step speaks of."""
    keys = frozenset[str]().union(*(word.keys for word in clause.content))
    return frozenset(key for key in keys if frequency[key] == 1)


def find_missing_steps(
    draft: Discourse, rewrite: Discourse, excused: Iterable[Span] = ()
) -> Iterator[Step]:
    """Steps of the draft that the rewrite tells in none of its clauses.

    `excused` facts tell a step too. A step of one telling word ("Restart") may be said in any
    other, so it is missed only where the rewrite numbers its steps and has fewer.
    """
    spans, steps = Overlaps(excused), find_steps(draft)
    numbered = len(find_enumerators(rewrite.text))
    shortened = 0 < numbered < len(steps)
    for step in steps:
        start, end = step.clause.start, step.clause.end + _BEYOND
        told = spans.touch(start, end)
        enough = len(_telling_words(step)) >= _TELLING or shortened
        if step.keys and enough and not told and _survival(step, rewrite) < _SURVIVES:
            yield step


def _survival(step: Step, text: Discourse) -> float:
    """The largest share of a step's telling words that one clause of a text holds."""
    return max(_share(step, clause) for clause in text.clauses)


def _share(step: Step, clause: Clause) -> float:
    telling = _telling_words(step)
    told = sum(bool(word.keys & step.keys & clause.keys) for word in telling)
    if 0 < told < len(telling) and _switches(step.clause) & _switches(clause):
        told += not telling[0].keys & clause.keys  # "alarm off" turns it off
    return told / len(telling)


def _switches(clause: Clause) -> frozenset[str]:
    """The "on" or "off" to which a clause turns something."""
    return _SWITCHES & {word.text for word in clause.words}


def _telling_words(step: Step) -> list[Word]:
    return [word for word in step.clause.content if word.keys & step.keys]


def find_swapped_steps(draft: Discourse, rewrite: Discourse) -> Iterator[tuple[Step, Step]]:
    """Steps next to each other in the draft that the rewrite gives the other way round.

    None where the draft itself says that its order is to be read backwards.
    """
    if _REVERSED.search(draft.text):
        return
    placed = [(step, _place(step, rewrite)) for step in find_steps(draft)]
    found = [(step, place) for step, place in placed if place is not None]
    for (first, one), (second, other) in pairwise(found):
        if other < one and not _is_backward(rewrite, other, one):
            yield first, second


Place = tuple[int, int]


def _place(step: Step, text: Discourse) -> Place | None:
    """The clause and word where a text gives the step, if there is one place for it."""
    if not step.keys:
        return None
    shares = [_share(step, clause) for clause in text.clauses]
    most = max(shares)
    if most < _SURVIVES or shares.count(most) > 1:
        return None
    number = shares.index(most)
    words = text.clauses[number].words
    told = [word for word in _telling_words(step) if word.keys & text.clauses[number].keys]
    if len(told) < _TELLING <= len(_telling_words(step)) and not _is_named(told, words):
        return None  # one word of several, and that in another: too little to place a step
    return number, next(at for at, word in enumerate(words) if word.keys & step.keys)


def _is_named(told: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether one of these is said in the same word."""
    return bool({word.stem for word in told} & {word.stem for word in words})


def _is_backward(text: Discourse, first: Place, second: Place) -> bool:
    """Whether "after" between two places, or "before" ahead of them, turns their order round.

    So does a colon: "you can reorder: replace the pictures" says how.
    """
    clause, following = text.clauses[first[0]], text.clauses[second[0]]
    ahead = {word.text for word in clause.words[max(0, first[1] - _AHEAD) : first[1]]}
    told = _TOLD.search(text.text, clause.words[first[1]].end, following.words[second[1]].start)
    between = _words_between(text.clauses, first, second)
    return bool(ahead & _FORWARD or told) or any(word.text in _BACKWARD for word in between)


def _words_between(clauses: Sequence[Clause], first: Place, second: Place) -> Iterator[Word]:
    for number in range(first[0], second[0] + 1):
        for at, word in enumerate(clauses[number].words):
            if first < (number, at) < second:
                yield word


def find_swapped_labels(
    draft: Discourse, labels: Sequence[Fact], rewrite: Discourse
) -> Iterator[tuple[Fact, Fact]]:
    """Labels of one sentence of the draft that the rewrite names the other way round.

    `labels` are the quoted words of the draft in their order: "Run test" before "Import all".
    """
    for first, second in pairwise(labels):
        if _END.search(draft.text, first.end, second.start) or first.value == second.value:
            continue
        before = _turns(draft.text[first.end : second.start])
        if any(
            text.count(label.text) != 1
            for text in (draft.text, rewrite.text)
            for label in (first, second)
        ):
            continue
        one, other = rewrite.text.index(first.text), rewrite.text.index(second.text)
        between = rewrite.text[min(one, other) : max(one, other)]
        if before is _turns(between) and other < one:
            yield first, second


def _turns(text: str) -> bool:
    """Whether "after" or the like in a text turns round the order of what stands around it."""
    return any(word in _BACKWARD for word in text.lower().split())
