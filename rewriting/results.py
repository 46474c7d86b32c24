"""What a rewrite comes back as: the public shape of `Rewrite`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from guardrails.values import Check, ReasonCode, Verdict

Outcome = Literal["unchanged", "rewritten", "rejected"]
Engine = Literal["model", "rules"]
EngineChoice = Literal["auto", "model", "rules"]
Degraded = Literal["no_model", "model_unavailable", "repairs_exhausted", "deadline"]


@dataclass(frozen=True, slots=True)
class Usage:
    """What the model server counted, over all calls of one rewrite."""

    calls: int
    prompt_tokens: int
    completion_tokens: int
    cached_tokens: int

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            self.calls + other.calls,
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
            self.cached_tokens + other.cached_tokens,
        )


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try by one engine; `ms` is its wall time, `reasons` why it did not pass."""

    engine: Engine
    model: str | None
    passed: bool
    reasons: tuple[ReasonCode, ...]
    ms: float
    usage: Usage | None


@dataclass(frozen=True, slots=True)
class Change:
    """One edit: [start, end) of the draft was `before` and is `after`; `rules` asked for it."""

    start: int
    end: int
    before: str
    after: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """Advice for the agent: whether to cool off first, and a reply that buys the time."""

    cool_off: bool
    holding_reply: str | None


@dataclass(frozen=True, slots=True)
class RewriteResult:
    """The outcome for one draft. `text` is null exactly when the outcome is `rejected`."""

    rewrite_id: str
    outcome: Outcome
    engine: Engine | None
    text: str | None
    before: Check
    after: Verdict | None
    changes: tuple[Change, ...]
    attempts: tuple[Attempt, ...]
    usage: Usage | None
    advice: Advice
    degraded: Degraded | None
    model: str | None
    guidance_version: str
    prompt_version: str
    ms: float
