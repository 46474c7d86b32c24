"""Shows a model what masking hides from it, for a house that asks a server of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from guardrails.tokens import TOKEN, Masked, TokenKind

Masking = Literal["required", "off"]
"""`required` hides what names or reaches somebody, or sends nothing; `off` shows it."""
PERSONAL: frozenset[TokenKind] = frozenset(("URL", "EMAIL", "PHONE", "CARD", "IBAN", "ID", "NAME"))
"""Everything else that is hidden must come back byte for byte: tokens are the surest way there."""


def reveal(masked: Masked) -> Masked:
    """The request with the values of personal kinds in place of their tokens."""
    shown = {token.text: token.value for token in masked.tokens if token.kind in PERSONAL}

    def show(text: str) -> str:
        return TOKEN.sub(lambda found: shown.get(found.group(), found.group()), text)

    message, agent = masked.customer_message, masked.agent_name
    return replace(
        masked,
        text=show(masked.text),
        tokens=tuple(token for token in masked.tokens if token.text not in shown),
        customer_message=None if message is None else show(message),
        facts=tuple(map(show, masked.facts)),
        agent_name=None if agent is None else show(agent),
    )
