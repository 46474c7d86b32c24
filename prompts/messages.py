"""A chat message: the unit in which a prompt travels to a model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a Chat Completions request."""

    role: Role
    content: str
