"""The pre-check: everything that is known about a draft before a word of it is rewritten."""

from __future__ import annotations

from dataclasses import dataclass

from guardrails.context import Context
from guardrails.facts import extract_facts
from guardrails.findings import find_findings
from guardrails.masking import Masked, mask_request
from guardrails.protected import Protected, find_protected
from guardrails.reading import read
from guardrails.rulebook import Rulebook
from guardrails.signals import find_signals
from guardrails.situation import Situation, read_situation
from guardrails.tension import measure_draft_tension, measure_tension
from guardrails.values import Check, Fact, Tension


@dataclass(frozen=True, slots=True)
class PreCheck:
    """A draft, what surrounds it, and all that the checks found in it."""

    draft: str
    context: Context
    rulebook: Rulebook
    check: Check
    protected: tuple[Protected, ...]
    facts: tuple[Fact, ...]
    masked: Masked
    situation: Situation


def precheck(draft: str, context: Context, rulebook: Rulebook) -> PreCheck:
    """Check a draft that `accept_text` has taken. Pure: equal requests give equal pre-checks."""
    protected = find_protected(draft)
    reading = read(draft, rulebook)
    spans = tuple((span.start, span.end) for span in protected)
    findings = find_findings(reading, spans, find_signals(reading), strict=False)
    customer = context.customer_message
    situation = read_situation(draft, findings, customer)
    signals = find_signals(reading, situation)
    check = Check(
        findings=findings,
        signals=signals,
        tension=Tension(
            draft=measure_draft_tension(draft, findings, spans),
            customer=None if customer is None else measure_tension(customer),
        ),
        needs_rewrite=any(f.severity != "suggestion" for f in findings) or bool(signals.missing()),
        guidance_version=rulebook.guidance.version,
    )
    placeholders = tuple(
        (span.start, span.end) for span in protected if span.kind in {"placeholder", "blank"}
    )
    facts = extract_facts(draft, names=context.names, protected=placeholders)
    return PreCheck(
        draft=draft,
        context=context,
        rulebook=rulebook,
        check=check,
        protected=protected,
        facts=facts,
        masked=mask_request(draft, context, protected),
        situation=situation,
    )
