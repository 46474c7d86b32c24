"""Findings: which of the words that a reading found are offences here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import itemgetter

from guardrails.innocence import drop_innocent
from guardrails.reading import Reading
from guardrails.shouting import find_shouting
from guardrails.values import Finding, Signals, Span
from guidance.model import SEVERITIES, THEMES, Rule

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
        for rule, spans in _candidates(reading, strict=strict)
        for span in (
            spans
            if strict and rule.severity == "error"
            else drop_innocent(spans, rule, reading, signals)
        )
        if not any(start <= span[0] and span[1] <= end for start, end in protected)
    ]
    kept: list[tuple[Rule, Span]] = []
    taken = bytearray(len(reading.text))  # linear, where comparing every pair is not
    for rule, (start, end) in sorted(guilty, key=_weight):
        if taken.find(1, start, end) < 0:
            taken[start:end] = b"\x01" * (end - start)
            kept.append((rule, (start, end)))
    return tuple(_finding(reading.text, *one) for one in sorted(kept, key=itemgetter(1)))


def _candidates(reading: Reading, *, strict: bool) -> Iterator[tuple[Rule, tuple[Span, ...]]]:
    """The rules whose words were found, and where."""
    for (role, id_), spans in reading.found.items():
        if role == "rule" or (strict and role == "banned"):
            rule = reading.rulebook.rules[id_]
            if rule.kind == "shouting":
                yield rule, find_shouting(reading.text, spans)
            elif rule.opens_sentence:
                yield rule, tuple(s for s in spans if _opens_sentence(reading.text, s[0]))
            else:
                yield rule, spans


def _opens_sentence(text: str, at: int) -> bool:
    return bool(_SENTENCE_OPENS.search(text, max(0, at - 8), at)) or not text[:at].strip()


def _weight(one: tuple[Rule, Span]) -> tuple[int, int, int]:
    """Of overlapping offences the gravest stays, then the longest, then the first by theme."""
    rule, (start, end) = one
    return SEVERITIES.index(rule.severity), start - end, THEMES.index(rule.theme)


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
