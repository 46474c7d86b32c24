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
from guardrails.tension import measure_tension
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


def precheck(draft: str, context: Context, rulebook: Rulebook) -> PreCheck:
    """Check a draft that `accept_text` has taken. Pure: equal requests give equal pre-checks."""
    protected = find_protected(draft)
    reading = read(draft, rulebook)
    signals = find_signals(reading, context.customer_message)
    spans = tuple((span.start, span.end) for span in protected)
    findings = find_findings(reading, spans, signals, strict=False)
    customer = context.customer_message
    check = Check(
        findings=findings,
        signals=signals,
        tension=Tension(
            measure_tension(draft), None if customer is None else measure_tension(customer)
        ),
        needs_rewrite=any(f.severity != "suggestion" for f in findings) or bool(signals.missing()),
        guidance_version=rulebook.guidance.version,
    )
    placeholders = tuple(
        (span.start, span.end) for span in protected if span.kind in {"placeholder", "blank"}
    )
    facts = extract_facts(draft, names=context.names, protected=placeholders)
    return PreCheck(
        draft, context, rulebook, check, protected, facts, mask_request(draft, context, protected)
    )
