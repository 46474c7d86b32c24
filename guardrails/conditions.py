"""Conditions: what a draft makes something depend on, lost or turned round in the rewrite."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from guardrails.clauses.concepts import Keys, keys_of
from guardrails.clauses.reading import Clause, Discourse
from guardrails.clauses.words import Word
from guardrails.facts.lists import load_list
from guardrails.overlaps import Overlaps
from guardrails.values import Span
from guardrails.wordlists import load_words

_LISTS = load_words("conditions")
_DISTRIBUTIVE = frozenset(_LISTS["distributive"])
_MARKERS = frozenset(_LISTS["markers"]) | _DISTRIBUTIVE
_PREPOSITIONS = frozenset(_LISTS["prepositions"])
_ENDS = frozenset(_LISTS["ends"])
_RESTRICTIVE = frozenset(_LISTS["restrictive"])
_VOIDING: dict[str, list[tuple[str, ...]]] = {}
for _phrase in _LISTS["voiding"]:
    _VOIDING.setdefault(_phrase.split()[0], []).append(tuple(_phrase.split()))
_CONTRASTS = tuple(tuple(phrase.split()) for phrase in _LISTS["contrasts"])
_CONTRAST_STARTS = frozenset(phrase[0] for phrase in _CONTRASTS)
_HELPERS = frozenset(load_list("splitting", "guardrails.clauses")["finite"])
"""Behind these "not" denies a verb and contrasts nothing."""
_TIMES = frozenset(("day", "week", "month", "year", "hour", "night", "minute"))
_ARTICLES = frozenset(("the", "a", "an", "your", "our", "this", "that"))
_PRONOUNS = frozenset(("you", "we", "it", "they", "i"))
_IDLE = frozenset(_LISTS["idle"])
_PRICED = re.compile(r"\d[\d.,]{0,9}\s?(?:[^\s\d]{1,8}\s)?\Z")
_NEAR = 20
"""Code points before a "per" in which its price stands."""
_FIRM = frozenset(("until", "till", "unless"))
_JOINERS = frozenset(("and", "or", "then", "so"))
_BEYOND = 5
"""Code points behind the words of a condition in which a fact of it may begin: "stays at $5"."""
_MOST = 200
"""So many statements of one word are compared: more stand only in a text made to cost time."""
_SIDE = 12
"""Words on each side of a contrast."""
_LONGEST = 4
"""Words of content in one condition."""


@dataclass(frozen=True, slots=True)
class Condition:
    """The words of content behind a marker, with the marker's own place."""

    clause: Clause
    marker: Word
    words: tuple[Word, ...]
    strict: bool

    @property
    def span(self) -> Span:
        """From the marker to the last word."""
        return self.marker.start, self.words[-1].end


def find_conditions(text: Discourse) -> Iterator[Condition]:
    """Every condition of a text, and every other phrase behind a preposition (not strict)."""
    for clause in text.clauses:
        marker: Word | None = None
        held: list[Word] = []
        for word in clause.words:
            if word.text in _MARKERS or word.text in _PREPOSITIONS or word.text in _ENDS:
                yield from _condition(clause, marker, held)
                marker = _next_marker(marker, word, empty=not held)
                held = []
            elif word.content and marker and len(held) < _LONGEST:
                held.append(word)
            elif marker and marker.text in _DISTRIBUTIVE and word.text not in _ARTICLES | _TIMES:
                marker = None  # "calling every day doesn't speed it up"
            if word.text in _RESTRICTIVE:
                yield Condition(clause, word, (word,), strict=True)
        yield from _condition(clause, marker, held)


def _next_marker(marker: Word | None, word: Word, *, empty: bool) -> Word | None:
    """Which word begins the next phrase: "every day of ..." and "until it ..." go on."""
    if marker and empty and marker.text in _MARKERS and word.text not in _MARKERS:
        return None if word.text in _JOINERS else marker
    return None if word.text in _ENDS else word


def _condition(clause: Clause, marker: Word | None, held: Sequence[Word]) -> Iterator[Condition]:
    if marker and held:
        strict = marker.text in _MARKERS and not _is_lone_verb(clause, marker, held)
        if strict or len(held) > 1:
            yield Condition(clause, marker, tuple(held), strict)


def _is_lone_verb(clause: Clause, marker: Word, held: Sequence[Word]) -> bool:
    """Whether all that is held is a verb, which has too many other names: "after you change it"."""
    if len(held) > 1 or marker.text in _FIRM:
        return False
    before = clause.words[clause.words.index(held[0]) - 1]
    return before.text in _PRONOUNS


def find_lost_conditions(
    draft: Discourse, rewrite: Discourse, excused: Iterable[Span] = ()
) -> Iterator[Condition]:
    """Conditions of the draft of which no word survives in any wording.

    `excused` are spans that a rewrite may drop, or whose facts say the condition: "by 5 May".
    """
    spans = Overlaps(excused)
    for condition in find_conditions(draft):
        start, end = condition.marker.start, condition.words[-1].end + _BEYOND
        settled = spans.touch(start, end) or _is_idle(draft.text, condition)
        if not settled and not any(_survives(word, rewrite) for word in condition.words):
            yield condition


def _is_idle(text: str, condition: Condition) -> bool:
    """Whether words look like a condition and are none: "after the fact", "15 EUR per guest"."""
    said = " ".join((condition.marker.text, *(word.text for word in condition.words)))
    rated = condition.marker.text == "per" and _PRICED.search(
        text, max(0, condition.marker.start - _NEAR), condition.marker.start
    )
    return said in _IDLE or bool(rated)


def _survives(word: Word, text: Discourse) -> bool:
    """Whether a text has a word, also with its "un" said apart: "unworn", "hasn't been worn"."""
    if word.keys & text.keys:
        return True
    undone = keys_of(word.text[2:]) if word.text in _RESTRICTIVE else frozenset[str]()
    said = {at for key in undone for at in text.places.get(key, ())[:_MOST]}
    return any(text.clauses[at].polarity.denies for at in said)


def find_voided_conditions(draft: Discourse, rewrite: Discourse) -> Iterator[Clause]:
    """Clauses of the rewrite that say of a condition of the draft that it makes no difference."""
    voiding = {
        index: found
        for index, clause in enumerate(rewrite.clauses)
        if (found := set(_find_voiding(clause)))
    }
    if not voiding:
        return
    told = {phrase for clause in draft.clauses for phrase in _find_voiding(clause)}
    demanded = frozenset[str]().union(
        *(word.keys for condition in find_conditions(draft) for word in condition.words)
    )
    for index, found in voiding.items():
        near = rewrite.around(index)
        if found - told and any(word.keys & demanded for one in near for word in one.content):
            yield rewrite.clauses[index]


def _find_voiding(clause: Clause) -> Iterator[tuple[str, ...]]:
    words = [word.text for word in clause.words]
    for at, word in enumerate(words):
        for phrase in _VOIDING.get(word, ()):
            if tuple(words[at : at + len(phrase)]) == phrase:
                yield phrase


@dataclass(frozen=True, slots=True)
class Contrast:
    """Of two things the one that holds and the one that does not: "X, not Y"."""

    clause: Clause
    holds: Keys
    fails: Keys


def find_turned_contrasts(
    draft: Discourse, rewrite: Discourse
) -> Iterator[tuple[Contrast, Contrast]]:
    """Contrasts that the rewrite states the other way round."""
    by_failing: defaultdict[str, list[Contrast]] = defaultdict(list)
    for other in _find_contrasts(rewrite):
        for key in other.fails:
            if len(by_failing[key]) < _MOST:
                by_failing[key].append(other)
    for contrast in _find_contrasts(draft):
        for other in {id(o): o for key in contrast.holds for o in by_failing[key]}.values():
            crossed = contrast.holds & other.fails and contrast.fails & other.holds
            straight = contrast.holds & other.holds or contrast.fails & other.fails
            if crossed and not straight:
                yield contrast, other


def _find_contrasts(text: Discourse) -> Iterator[Contrast]:
    for clause, following in zip(text.clauses, (*text.clauses[1:], None), strict=False):
        words = [word.text for word in clause.words]
        for at in range(0 if _CONTRAST_STARTS.isdisjoint(words) else len(words)):
            length = _contrast_at(words, at)
            if length and at:
                before, after = clause.words[max(0, at - _SIDE) : at], clause.words[at + length :]
                yield Contrast(clause, _near(before), _keys(after[:_SIDE]))
        same = following and following.sentence == clause.sentence
        if following and same and following.words[0].text in _CONTRAST_STARTS:
            length = _contrast_at([word.text for word in following.words], 0)
            if length:
                yield Contrast(clause, _near(clause.words), _keys(following.words[length:]))


def _contrast_at(words: list[str], at: int) -> int:
    """How many words the contrast at this place has; 0 behind a helping verb ("is not")."""
    if words[at] not in _CONTRAST_STARTS or (at and words[at - 1] in _HELPERS):
        return 0
    return max(
        (len(phrase) for phrase in _CONTRASTS if tuple(words[at : at + len(phrase)]) == phrase),
        default=0,
    )


def _near(words: Sequence[Word]) -> Keys:
    """The keys of the last two words of content."""
    return _keys([word for word in words if word.content][-2:])


def _keys(words: Sequence[Word]) -> Keys:
    return frozenset[str]().union(*(word.keys for word in words if word.content))


def find_loosened_pairs(draft: Discourse, rewrite: Discourse) -> Iterator[tuple[Span, Span]]:
    """Where "a store and stock" became "a store or stock": spans in the draft and the rewrite."""
    loose, tight = _by_first(rewrite, "or"), _by_first(rewrite, "and")
    for first, second in _find_pairs(draft, "and"):
        if any(second.keys & b.keys for key in first.keys for _, b in tight[key]):
            continue
        for a, b in {pair for key in first.keys for pair in loose[key]}:
            if second.keys & b.keys:
                yield (first.start, second.end), (a.start, b.end)


def _by_first(text: Discourse, joiner: str) -> defaultdict[str, list[tuple[Word, Word]]]:
    """The pairs of a text by what their first word speaks of, not more of each than it takes."""
    found: defaultdict[str, list[tuple[Word, Word]]] = defaultdict(list)
    for pair in _find_pairs(text, joiner):
        for key in pair[0].keys:
            if len(found[key]) < _MOST:
                found[key].append(pair)
    return found


def _find_pairs(text: Discourse, joiner: str) -> Iterator[tuple[Word, Word]]:
    """Words of content on both sides of "and" or "or"."""
    for clause in text.clauses:
        for at, word in enumerate(clause.words):
            if word.text == joiner:
                before = [w for w in clause.words[max(0, at - 2) : at] if w.content]
                after = [w for w in clause.words[at + 1 : at + 3] if w.content]
                if before and after:
                    yield before[-1], after[0]
