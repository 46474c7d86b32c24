"""Findings: which of the words that a reading found are offences here."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter

from guardrails.reading import Reading
from guardrails.sentences import split_sentences
from guardrails.shouting import find_shouting
from guardrails.values import Finding, Signals, Span
from guidance.model import SEVERITIES, THEMES, Rule

# What mends words stands in their sentence or in one of the next two.
NEAR = 2

# What closes the sentence before, then quotes, brackets, emphasis and white space.
_SENTENCE_OPENS = re.compile(r"[.!?…:;\n>\-\u2013\u2014][\s\"'\u201c\u2018(\[*_]*\Z")


def find_findings(
    reading: Reading, protected: Sequence[Span], signals: Signals, *, strict: bool
) -> tuple[Finding, ...]:
    """Judge a reading: one finding per offence, in the order of the text.

    A draft gets the benefit of the doubt: exceptions, and what mends them, make words innocent.
    A rewrite is judged strictly: for error rules neither counts, and their `banned` words are
    offences too. What lies inside a `protected` span is never an offence; of a rewrite, give only
    the spans that were copied from the draft.
    """
    guilty = [
        (rule, span)
        for rule, span in _candidates(reading, strict)
        if not any(start <= span[0] and span[1] <= end for start, end in protected)
        and (
            (strict and rule.severity == "error")
            or not (_excepted(reading, rule, span) or _mended(reading, rule, span, signals))
        )
    ]
    kept: list[tuple[Rule, Span]] = []
    for rule, span in sorted(guilty, key=_weight):
        if not any(_overlap(span, other) for _, other in kept):
            kept.append((rule, span))
    return tuple(_finding(reading.text, *one) for one in sorted(kept, key=itemgetter(1)))


def _candidates(reading: Reading, strict: bool) -> Iterator[tuple[Rule, Span]]:
    for (role, id_), spans in reading.found.items():
        if role != "rule" and not (strict and role == "banned"):
            continue
        rule = reading.rulebook.rules[id_]
        shouted = rule.kind == "shouting"
        for span in find_shouting(reading.text, spans) if shouted else spans:
            if not rule.opens_sentence or _opens_sentence(reading.text, span[0]):
                yield rule, span


def _opens_sentence(text: str, at: int) -> bool:
    return bool(_SENTENCE_OPENS.search(text, max(0, at - 8), at)) or not text[:at].strip()


def _excepted(reading: Reading, rule: Rule, span: Span) -> bool:
    return any(_overlap(span, other) for other in reading.spans("exception", rule.id))


def _mended(reading: Reading, rule: Rule, span: Span, signals: Signals) -> bool:
    menders = [
        start
        for spans in (
            reading.spans("mending", rule.id),
            *(getattr(signals, name).spans for name in rule.unless_signal),
        )
        for start, _ in spans
    ]
    if not menders:
        return False
    starts = [start for start, _ in split_sentences(reading.text)]
    own = bisect_right(starts, span[0])
    return any(own <= bisect_right(starts, start) <= own + NEAR for start in menders)


def _weight(one: tuple[Rule, Span]) -> tuple[int, int, int]:
    """Of overlapping offences the gravest stays, then the longest, then the first by theme."""
    rule, (start, end) = one
    return SEVERITIES.index(rule.severity), start - end, THEMES.index(rule.theme)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _finding(text: str, rule: Rule, span: Span) -> Finding:
    start, end = span
    return Finding(
        rule=rule.id,
        theme=rule.theme,
        severity=rule.severity,
        start=start,
        end=end,
        match=text[start:end],
        message=rule.message,
        suggestions=rule.suggestions,
        source=rule.source,
    )
