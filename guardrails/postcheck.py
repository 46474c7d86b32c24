"""The post-check: whether a rewrite may leave, and if not, exactly why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guardrails.coverage import find_scolding
from guardrails.facts.comparing import Comparison, Stated, compare_facts, state
from guardrails.facts.licences import Licence, grant
from guardrails.findings import find_findings
from guardrails.leaks import find_leaks
from guardrails.meaning import Told, compare_meaning, read_meaning
from guardrails.offers import find_permitted_offers
from guardrails.placeholder_check import (
    compare_placeholders,
    explain_placeholders,
    find_all_placeholders,
)
from guardrails.precheck import PreCheck
from guardrails.reading import read
from guardrails.reasons import about_added, about_changed, about_missing
from guardrails.shape import check_shape
from guardrails.signals import find_signals
from guardrails.values import (
    FactsKept,
    Finding,
    PlaceholdersKept,
    PromisesKept,
    Reason,
    Span,
    Verdict,
)


def postcheck(pre: PreCheck, rewrite: str, faults: Iterable[Reason] = ()) -> Verdict:
    """Check an unmasked rewrite against its draft; `faults` are those of unmasking.

    The verdict has passed exactly when it holds no reason. Pure, a few milliseconds for 1 KB. A
    rewrite of more than fitting length is refused unread: a model can send a megabyte.
    """
    shape = tuple(check_shape(pre.draft, rewrite))
    if any(reason.code == "too_long" for reason in shape):
        return _refuse_unread(pre, (*faults, *shape))
    reading = read(rewrite, pre.rulebook)
    signals = find_signals(reading, pre.situation)
    findings = find_findings(reading, tuple(_copied(pre, rewrite)), signals, strict=True)
    placeholders = compare_placeholders(pre.draft, rewrite)
    draft, stated = _state(pre), _state_rewrite(pre, rewrite)
    said = read_meaning(pre.draft, draft.facts, find_all_placeholders(pre.draft))
    offences = tuple((finding.start, finding.end) for finding in pre.check.findings)
    facts = compare_facts(draft, stated, _grant(pre, draft), offences)
    promises, meant = compare_meaning(
        Told(
            draft=said,
            rewrite=read_meaning(rewrite, stated.facts, find_all_placeholders(rewrite)),
            licences=tuple(read_meaning(fact) for fact in pre.context.facts),
            settled=tuple((fact.start, fact.end) for fact in facts.kept if fact.kind != "name"),
            offences=(*offences, *find_scolding(said)),
            orders=tuple((f.start, f.end) for f in pre.check.findings if f.theme == "command"),
            offers=tuple(find_permitted_offers(pre, reading)),
            labels=tuple(fact for fact in draft.facts if fact.kind == "quote"),
        )
    )
    reasons = [
        *faults,
        *shape,
        *find_leaks(pre.draft, reading),
        *map(_about_finding, (f for f in findings if f.severity == "error")),
        *explain_placeholders(placeholders, pre.draft, rewrite),
        *_explain_facts(facts),
        *meant,
    ]
    told = tuple(_once(reasons))
    return Verdict(
        passed=not told,
        reasons=told,
        findings=findings,
        signals=signals,
        facts=FactsKept(len(facts.kept), facts.missing, facts.added),
        placeholders=placeholders,
        promises=promises,
        guidance_version=pre.rulebook.guidance.version,
    )


def _refuse_unread(pre: PreCheck, reasons: tuple[Reason, ...]) -> Verdict:
    return Verdict(
        passed=False,
        reasons=tuple(_once(reasons)),
        findings=(),
        signals=find_signals(read("", pre.rulebook), pre.situation),
        facts=FactsKept(),
        placeholders=PlaceholdersKept(),
        promises=PromisesKept(),
        guidance_version=pre.rulebook.guidance.version,
    )


def _state(pre: PreCheck) -> Stated:
    blanks = find_all_placeholders(pre.draft)
    return state(pre.draft, facts=pre.facts, protected=blanks)


def _state_rewrite(pre: PreCheck, rewrite: str) -> Stated:
    names = (*pre.context.names, *pre.rulebook.guidance.vocabulary.names)
    return state(rewrite, names=names, protected=find_all_placeholders(rewrite))


def _grant(pre: PreCheck, draft: Stated) -> Licence:
    return grant(pre.draft, draft.held, pre.context, pre.rulebook.guidance.vocabulary)


def _explain_facts(facts: Comparison) -> Iterator[Reason]:
    changed = [fact for pair in facts.changed for fact in pair]
    yield from (about_changed(before, after) for before, after in facts.changed)
    yield from (about_missing(fact) for fact in facts.missing if fact not in changed)
    yield from (about_added(fact) for fact in facts.added if fact not in changed)


def _about_finding(finding: Finding) -> Reason:
    span = (finding.start, finding.end)
    return Reason("banned_phrase", finding.message, "rewrite", *span, found=finding.match)


def _copied(pre: PreCheck, rewrite: str) -> Iterator[Span]:
    """Where the rewrite holds protected spans of the draft word for word."""
    for text in {pre.draft[span.start : span.end] for span in pre.protected}:
        start = rewrite.find(text) if text.strip() else -1
        while start >= 0:
            yield start, start + len(text)
            start = rewrite.find(text, start + len(text))


def _once(reasons: Iterable[Reason]) -> Iterator[Reason]:
    """Each reason once: unmasking and the comparison may both miss the same link."""
    seen = set()
    for reason in reasons:
        key = (
            reason.code,
            reason.expected,
            reason.found,
            None if reason.expected else reason.start,
        )
        if key not in seen:
            seen.add(key)
            yield reason
