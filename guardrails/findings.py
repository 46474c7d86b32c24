"""Findings: which of the words that a reading found are offences here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import itemgetter

from guardrails.innocence import drop_innocent
from guardrails.reading import Reading
from guardrails.shouting import find_shouting
from guardrails.spans import find_holder
from guardrails.values import Finding, Signals, Span
from guidance.model import SEVERITIES, THEMES, Rule

# What closes the sentence before, then quotes, brackets, emphasis and white space.
_SENTENCE_OPENS = re.compile(r"(?:\A|[.!?…:;\n>\u2013\u2014]|(?<!\w)-)[\s\"'\u201c\u2018(\[*_]*\Z")
# What closes a sentence or a clause, after quotes, brackets and emphasis: a mark, a smile, the end.
_SENTENCE_CLOSES = re.compile(
    r"[\"'\u201d\u2019)\]*_]*"
    r"(?:\s*\Z|[ \t]*[.,;!?…\n\u2013\u2014]|\s+-|\s*[:;=]-?[()/DPp]|\s*[^\x00-\u20cf])"
)


def find_findings(
    reading: Reading, protected: Sequence[Span], signals: Signals, *, strict: bool
) -> tuple[Finding, ...]:
    """Judge a reading: one finding per offence, in the order of the text.

    A draft gets the benefit of the doubt: exceptions, and what mends them, make words innocent.
    A rewrite is judged strictly: for error rules neither counts, and their `banned` words are
    offences too. What lies inside a `protected` span is never an offence; of a rewrite, give only
    the spans that were copied from the draft.
    """
    is_protected = find_holder(protected)
    guilty = [
        (rule, span)
        for rule, spans in _candidates(reading, strict=strict)
        for span in (
            spans
            if strict and rule.severity == "error"
            else drop_innocent(spans, rule, reading, signals)
        )
        if not is_protected(*span)
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
    text, rulebook = reading.text, reading.rulebook
    for (role, id_), spans in reading.found.items():
        if role == "rule" or (strict and role == "banned"):
            rule = rulebook.rules[id_]
            yield rule, tuple(span for span in spans if _is_in_place(rule, text, span))
    for id_, reproaches in rulebook.reproaches.items():
        yield rulebook.rules[id_], find_shouting(text, reproaches)


def _is_in_place(rule: Rule, text: str, span: Span) -> bool:
    """Whether the words stand where the rule takes them for an offence."""
    start, end = span
    if rule.opens_sentence and not _opens_sentence(text, start):
        return False
    return not rule.closes_sentence or bool(_SENTENCE_CLOSES.match(text, end))


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
