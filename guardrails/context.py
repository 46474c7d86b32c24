"""What surrounds a draft: who wrote to us, where, and what the agent may lean on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Channel = Literal["email", "chat", "ticket", "phone"]


@dataclass(frozen=True, slots=True)
class Context:
    """Everything known about a draft besides the draft.

    `facts` and `names` license what a rewrite may say; the customer's message licenses names, ids
    and dates when they are restated, never a link, contact, amount or promise.
    """

    customer_message: str | None = None
    channel: Channel | None = None
    agent_name: str | None = None
    names: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


NO_CONTEXT = Context()
