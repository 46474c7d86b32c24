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
    excused = bytearray(len(reading.text))  # linear, where comparing every pair is not
    for start, end in excuses.get("exception", ()):
        excused[start:end] = b"\x01" * (end - start)
    guilty = tuple(span for span in spans if excused.find(1, *span) < 0)
    menders = (
        excuses.get("mending", ()),
        *(getattr(signals, name).spans for name in rule.unless_signal),
    )
    starts = [start for found in menders for start, _ in found]
    if not (guilty and starts):
        return guilty
    sentences = [start for start, _ in split_sentences(reading.text)]
    mended = {
        bisect_right(sentences, start) - distance
        for start in starts
        for distance in range(NEAR + 1)
    }
    return tuple(span for span in guilty if bisect_right(sentences, span[0]) not in mended)
