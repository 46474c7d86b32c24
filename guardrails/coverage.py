"""Coverage: clauses of the draft of which nothing came over into the rewrite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guardrails.clauses.reading import Clause, Discourse
from guardrails.clauses.words import Word
from guardrails.overlaps import Overlaps
from guardrails.phrases import Phrases
from guardrails.values import Span
from guardrails.wordlists import load_words

_SCOLDING = Phrases(load_words("coverage")["scolding"])
_ENOUGH = 3
"""Words of content that a clause must have to be missed."""
_SAID, _PLENTY = 2, 4
"""Words of content that make an order or a statement, and so many that some must come over."""
_BESIDE = 2
"""Code points around the words of a clause in which a fact of it may stand."""
_LOST = 0.75
"""From this share of its words on a clause is lost."""


def find_dropped(
    draft: Discourse,
    rewrite: Discourse,
    excused: Iterable[Span] = (),
    orders: Iterable[Span] = (),
) -> Iterator[Clause]:
    """Clauses of the draft that the rewrite says in no words.

    `excused` are spans that a rewrite may drop: offences, and facts that are checked one by one.
    `orders` are offences too, of which only the ordering goes: what is ordered comes over.
    """
    spans, ordering = Overlaps((*excused, *find_scolding(draft))), Overlaps(orders)
    for clause in draft.clauses:
        content = _beside(clause, ordering)
        if len(content) < _ENOUGH or clause.words[0].text == "not":
            continue
        if spans.touch(clause.start - _BESIDE, clause.end + _BESIDE):
            continue
        lost = sum(not word.keys & rewrite.keys for word in content)
        share = _LOST if len(content) == len(clause.content) else 1
        if lost >= share * len(content):
            yield clause


def find_emptied(
    draft: Discourse, rewrite: Discourse, excused: Iterable[Span], orders: Iterable[Span]
) -> Iterator[Clause]:
    """The first clause of a draft of which the rewrite says nothing at all, in any words.

    Of an order two words are enough to miss, and so they are where the rewrite says nothing.
    """
    spans, ordering = Overlaps((*excused, *find_scolding(draft))), Overlaps(orders)
    left = [
        (clause, word)
        for clause in draft.clauses
        if not spans.touch(clause.start - _BESIDE, clause.end + _BESIDE)
        for word in _beside(clause, ordering)
    ]
    if any(word.keys & rewrite.keys for _, word in left):
        return
    ordered = any(ordering.touch(clause.start, clause.end) for clause, _ in left)
    empty = sum(len(clause.content) for clause in rewrite.clauses) < _SAID
    if len(left) >= (_SAID if ordered or empty else _PLENTY):
        yield left[0][0]


def _beside(clause: Clause, ordering: Overlaps) -> tuple[Word, ...]:
    """The words of content that stand beside the words which only order."""
    return tuple(word for word in clause.content if not ordering.touch(word.start, word.end))


def find_scolding(text: Discourse) -> tuple[Span, ...]:
    """The clauses of the sentences that hold words which only scold."""
    scolding = {clause.sentence for clause in text.clauses if _scolds(clause)}
    return tuple((c.start, c.end) for c in text.clauses if c.sentence in scolding)


def _scolds(clause: Clause) -> bool:
    return bool(_SCOLDING.find([word.stem for word in clause.words]))
