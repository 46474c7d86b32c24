"""Cooling off: when a conversation is too heated to be solved at once, and what to say then."""

from __future__ import annotations

from guardrails.values import Tension
from guardrails.wordlists import load_words

COOL_OFF_FROM = 0.5
"""Tension, of the customer's message or of the draft, from which an answer should wait a little."""


def advise(tension: Tension) -> str | None:
    """Return a holding reply when it is time to cool off, else None."""
    heat = max(tension.draft, tension.customer or 0.0)
    if heat < COOL_OFF_FROM:
        return None
    replies = load_words("holding_replies")
    who = "customer" if (tension.customer or 0.0) >= COOL_OFF_FROM else "draft"
    return replies[who][0]
