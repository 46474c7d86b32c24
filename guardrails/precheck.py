"""The pre-check: everything that is known about a draft before a word of it is rewritten."""

from __future__ import annotations

from dataclasses import dataclass, replace

from guardrails.context import Context
from guardrails.facts import extract_facts
from guardrails.findings import find_findings
from guardrails.invisible import strip_invisible
from guardrails.masking import Masked, mask_request
from guardrails.placeholder_check import find_all_placeholders
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


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check says of a draft, with what it rests on."""

    check: Check
    protected: tuple[Protected, ...]
    situation: Situation


def check_draft(draft: str, context: Context, rulebook: Rulebook) -> Checked:
    """Check a draft without preparing its rewrite: quick enough for every key that is typed."""
    protected = find_protected(draft)
    spans = tuple((span.start, span.end) for span in protected)
    reading = read(draft, rulebook)
    findings = find_findings(reading, spans, find_signals(reading), strict=False)
    customer = context.customer_message
    situation = read_situation(reading.folded, findings, customer)
    signals = find_signals(reading, situation)
    guilty = any(finding.severity != "suggestion" for finding in findings)
    check = Check(
        findings=findings,
        signals=signals,
        tension=Tension(
            draft=measure_draft_tension(reading.folded, findings, spans),
            customer=None if customer is None else measure_tension(customer),
        ),
        needs_rewrite=guilty or bool(signals.missing()),
        guidance_version=rulebook.guidance.version,
    )
    return Checked(check, protected, situation)


def precheck(draft: str, context: Context, rulebook: Rulebook) -> PreCheck:
    """Check a draft that `accept_text` has taken, and read and mask it for a rewrite.

    Pure: equal requests give equal pre-checks. Raises MaskingFailed, and nothing else: a draft that
    cannot be masked goes nowhere.
    """
    checked = check_draft(draft, context, rulebook)
    names = (*context.names, *rulebook.guidance.vocabulary.names)
    return PreCheck(
        draft=draft,
        context=context,
        rulebook=rulebook,
        check=checked.check,
        protected=checked.protected,
        facts=extract_facts(draft, names=names, protected=find_all_placeholders(draft)),
        masked=_mask(draft, context, checked.protected),
        situation=checked.situation,
    )


def _mask(draft: str, context: Context, protected: tuple[Protected, ...]) -> Masked:
    """Mask a request without its invisible characters: no model must read what nobody sees.

    Tokens then have no place in the draft, for every place behind such a character has moved.
    """
    visible = strip_invisible(draft)
    message = context.customer_message
    shown = replace(
        context,
        customer_message=None if message is None else strip_invisible(message),
        facts=tuple(map(strip_invisible, context.facts)),
    )
    if visible == draft:
        return mask_request(draft, shown, protected)
    masked = mask_request(visible, shown)
    return replace(masked, tokens=tuple(replace(token, start=None) for token in masked.tokens))
