"""Permitted offers: words that commit the agent to nothing but attention, where they are due."""

from __future__ import annotations

from collections.abc import Iterator

from guardrails.cooling import advise
from guardrails.precheck import PreCheck
from guardrails.reading import Reading
from guardrails.values import Span
from guidance.model import OfferCondition


def find_permitted_offers(pre: PreCheck, reading: Reading) -> Iterator[Span]:
    """Where a rewrite makes an offer of the guidance's closed list whose condition holds."""
    for offer in pre.rulebook.guidance.offers:
        if _is_due(offer.when, pre):
            yield from reading.spans("offer", offer.id)


def _is_due(when: OfferCondition, pre: PreCheck) -> bool:
    match when:
        case "draft_refuses":
            return pre.situation.refusal
        case "draft_does_not_know":
            return any(finding.theme == "not_knowing" for finding in pre.check.findings)
        case "cooling_off":
            return advise(pre.check.tension) is not None
        case "always" | "restatement_follows":
            return True
