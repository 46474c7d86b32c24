"""A chat message: the unit in which a prompt travels to a model."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of the conversation. Its content never shows in a `repr`, so no log can hold it."""

    role: Role
    content: str = field(repr=False)
