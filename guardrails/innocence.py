"""Innocence: what makes a rule's words no offence where they stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from guardrails.reading import Reading
from guardrails.sentences import split_sentences
from guardrails.values import Signals, Span
from guidance.model import Rule

# What mends words stands in their sentence or in one of the next two.
NEAR = 2


def drop_innocent(
    spans: Sequence[Span], rule: Rule, reading: Reading, signals: Signals
) -> tuple[Span, ...]:
    """Leave out the spans that an exception overlaps, or that something near them mends."""
    excuses = reading.excuses(rule.id)
    exceptions = excuses.get("exception", ())
    guilty = tuple(span for span in spans if not any(overlap(span, one) for one in exceptions))
    menders = (
        excuses.get("mending", ()),
        *(getattr(signals, name).spans for name in rule.unless_signal),
    )
    starts = [start for found in menders for start, _ in found]
    if not (guilty and starts):
        return guilty
    sentences = [start for start, _ in split_sentences(reading.text)]
    return tuple(span for span in guilty if not _is_mended(span, starts, sentences))


def _is_mended(span: Span, menders: Sequence[int], sentences: Sequence[int]) -> bool:
    own = bisect_right(sentences, span[0])
    return any(own <= bisect_right(sentences, mender) <= own + NEAR for mender in menders)


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]
