"""What the checks say, as frozen values. Their fields are the public JSON shapes.

Spans are half-open and count code points of the text that they name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from guidance.model import Severity, SignalName, Theme

Span = tuple[int, int]
Place = Literal["draft", "rewrite"]
ReasonCode = Literal[
    "banned_phrase",
    "fact_missing",
    "fact_added",
    "fact_changed",
    "quote_changed",
    "step_missing",
    "step_order",
    "content_dropped",
    "placeholder_missing",
    "placeholder_added",
    "token_forged",
    "promise_added",
    "refusal_lost",
    "condition_lost",
    "condition_changed",
    "admission_added",
    "markup_added",
    "control_characters",
    "empty",
    "too_long",
    "cut_off",
    "chatter",
    "reasoning_leaked",
    "prompt_leaked",
    "wrong_language",
]


@dataclass(frozen=True, slots=True)
class Finding:
    """One offence: `match` is the text at [start, end)."""

    rule: str
    theme: Theme
    severity: Severity
    start: int
    end: int
    match: str
    message: str
    suggestions: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Signal:
    """A good thing: whether the text shows it, whether the situation calls for it, and where."""

    present: bool
    needed: bool
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Signals:
    """The five signals of the guidance."""

    acknowledges: Signal
    listens: Signal
    offers_choice: Signal
    next_step: Signal
    their_view: Signal

    def missing(self) -> tuple[SignalName, ...]:
        """The names of the signals that the situation calls for and the text lacks."""
        names: tuple[SignalName, ...] = (
            "acknowledges",
            "listens",
            "offers_choice",
            "next_step",
            "their_view",
        )
        return tuple(n for n in names if (s := getattr(self, n)).needed and not s.present)


@dataclass(frozen=True, slots=True)
class Tension:
    """Heat from 0 (calm) to 1 (furious); `customer` is null without a customer's message."""

    draft: float
    customer: float | None


@dataclass(frozen=True, slots=True)
class Check:
    """What the pre-check says of one text."""

    findings: tuple[Finding, ...]
    signals: Signals
    tension: Tension
    needs_rewrite: bool
    guidance_version: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that must be kept: `text` as written at [start, end), `value` its normal form."""

    kind: str
    text: str
    start: int
    end: int
    value: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a rewrite was refused; the span is in the text that `where` names."""

    code: ReasonCode
    message: str
    where: Annotated[Place, Field(serialization_alias="in", validation_alias="in")]
    start: int | None = None
    end: int | None = None
    expected: str | None = None
    found: str | None = None


@dataclass(frozen=True, slots=True)
class FactsKept:
    """Facts of the draft that the rewrite keeps, lacks, and adds."""

    kept: int = 0
    missing: tuple[Fact, ...] = ()
    added: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceholdersKept:
    """Placeholders as a multiset: kept, missing and added."""

    kept: int = 0
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PromisesKept:
    """Unlicensed promises of the rewrite; refusals and conditions of the draft that it lost."""

    added: tuple[Fact, ...] = ()
    refusals_lost: tuple[Fact, ...] = ()
    conditions_lost: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the post-check says of a rewrite: passed exactly when there is no reason against it."""

    passed: bool
    reasons: tuple[Reason, ...]
    findings: tuple[Finding, ...]
    signals: Signals
    facts: FactsKept
    placeholders: PlaceholdersKept
    promises: PromisesKept
    guidance_version: str
