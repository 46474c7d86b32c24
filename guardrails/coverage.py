"""Coverage: clauses of the draft of which nothing came over into the rewrite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guardrails.clauses.reading import Clause, Discourse
from guardrails.overlaps import Overlaps
from guardrails.phrases import Phrases
from guardrails.values import Span
from guardrails.wordlists import load_words

_SCOLDING = Phrases(load_words("coverage")["scolding"])
_ENOUGH = 3
"""Words of content that a clause must have to be missed."""
_BESIDE = 2
"""Code points around the words of a clause in which a fact of it may stand."""
_LOST = 0.75
"""From this share of its words on a clause is lost."""


def find_dropped(
    draft: Discourse, rewrite: Discourse, excused: Iterable[Span] = ()
) -> Iterator[Clause]:
    """Clauses of the draft that the rewrite says in no words.

    `excused` are spans that a rewrite may drop: offences, and facts that are checked one by one.
    """
    spans = Overlaps((*excused, *find_scolding(draft)))
    for clause in draft.clauses:
        content = clause.content
        if len(content) < _ENOUGH or clause.words[0].text == "not":
            continue
        if spans.touch(clause.start - _BESIDE, clause.end + _BESIDE):
            continue
        lost = sum(not word.keys & rewrite.keys for word in content)
        if lost >= _LOST * len(content):
            yield clause


def find_scolding(text: Discourse) -> tuple[Span, ...]:
    """The clauses of the sentences that hold words which only scold."""
    scolding = {clause.sentence for clause in text.clauses if _scolds(clause)}
    return tuple((c.start, c.end) for c in text.clauses if c.sentence in scolding)


def _scolds(clause: Clause) -> bool:
    return bool(_SCOLDING.find([word.stem for word in clause.words]))
