"""Turns spans from code points, which Python counts, into UTF-16 units, which browsers count.

Every span names the text it indexes, so each is converted by that text and no other.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace

from guardrails.values import Check, Fact, Finding, Reason, Signal, Signals, Verdict
from rewriting.results import RewriteResult

Convert = Callable[[int], int]

_TWO_UNITS = re.compile("[\U00010000-\U0010ffff]")


def utf16_offsets(text: str) -> Convert:
    """A function from an offset in `text` in code points to the same place in UTF-16 units."""
    wide = [match.start() for match in _TWO_UNITS.finditer(text)]
    return lambda offset: offset + bisect_left(wide, offset)


def check_in_utf16(check: Check, text: str) -> Check:
    """`check`, which was made of `text`, with its spans in UTF-16 units."""
    convert = utf16_offsets(text)
    return replace(
        check, findings=_findings(check.findings, convert), signals=_signals(check.signals, convert)
    )


def verdict_in_utf16(verdict: Verdict, draft: str, rewrite: str) -> Verdict:
    """`verdict` on `rewrite`, made from `draft`, with its spans in UTF-16 units."""
    in_draft, in_rewrite = utf16_offsets(draft), utf16_offsets(rewrite)
    facts, promises = verdict.facts, verdict.promises
    return replace(
        verdict,
        reasons=tuple(
            _reason(reason, in_draft if reason.where == "draft" else in_rewrite)
            for reason in verdict.reasons
        ),
        findings=_findings(verdict.findings, in_rewrite),
        signals=_signals(verdict.signals, in_rewrite),
        facts=replace(
            facts, missing=_facts(facts.missing, in_draft), added=_facts(facts.added, in_rewrite)
        ),
        promises=replace(
            promises,
            added=_facts(promises.added, in_rewrite),
            refusals_lost=_facts(promises.refusals_lost, in_draft),
            conditions_lost=_facts(promises.conditions_lost, in_draft),
        ),
    )


def result_in_utf16(result: RewriteResult, draft: str) -> RewriteResult:
    """`result` for `draft` with its spans in UTF-16 units.

    Spans in a rewrite that is not returned stay as they are: they index a text that nobody has.
    """
    in_draft = utf16_offsets(draft)
    after, rewrite = result.after, result.text if result.outcome == "rewritten" else None
    return replace(
        result,
        before=check_in_utf16(result.before, draft),
        after=verdict_in_utf16(after, draft, rewrite or "") if after else None,
        changes=tuple(
            replace(change, start=in_draft(change.start), end=in_draft(change.end))
            for change in result.changes
        ),
    )


def _findings(findings: tuple[Finding, ...], convert: Convert) -> tuple[Finding, ...]:
    return tuple(replace(f, start=convert(f.start), end=convert(f.end)) for f in findings)


def _facts(facts: tuple[Fact, ...], convert: Convert) -> tuple[Fact, ...]:
    return tuple(replace(f, start=convert(f.start), end=convert(f.end)) for f in facts)


def _reason(reason: Reason, convert: Convert) -> Reason:
    return replace(
        reason,
        start=None if reason.start is None else convert(reason.start),
        end=None if reason.end is None else convert(reason.end),
    )


def _signals(signals: Signals, convert: Convert) -> Signals:
    def converted(signal: Signal) -> Signal:
        return replace(
            signal, spans=tuple((convert(start), convert(end)) for start, end in signal.spans)
        )

    return Signals(
        acknowledges=converted(signals.acknowledges),
        listens=converted(signals.listens),
        offers_choice=converted(signals.offers_choice),
        next_step=converted(signals.next_step),
        their_view=converted(signals.their_view),
    )
