"""The guidance, compiled: one pass of one matcher finds every rule, exception, signal and offer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from guardrails.matcher import Matcher
from guardrails.patterns import PatternError, parse_pattern
from guidance.errors import GuidanceError, Problem
from guidance.model import Guidance, Offer, Rule, SignalRule

Role = Literal["rule", "banned", "exception", "mending", "signal", "offer"]
Key = tuple[Role, str]
"""What a match stands for: ("rule", "refusal/cannot"), ("signal", "listens") and so on."""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """A guidance ready to read texts with.

    `matcher` holds every pattern of the guidance. `banned` holds those of the error rules alone,
    keyed by rule id: what a stream must never let out.
    """

    guidance: Guidance
    rules: Mapping[str, Rule]
    matcher: Matcher[Key]
    banned: Matcher[str]

    @classmethod
    def compile(cls, guidance: Guidance) -> Rulebook:
        """Compile the guidance; GuidanceError names every pattern that is not in the syntax."""
        patterns = tuple(_patterns(guidance))
        problems = tuple(_problems(patterns))
        if problems:
            raise GuidanceError(*problems)
        return cls(
            guidance,
            {rule.id: rule for rule in guidance.rules},
            Matcher((key, pattern) for key, pattern, _ in patterns),
            Matcher(
                (rule.id, pattern)
                for rule in guidance.rules
                if rule.severity == "error"
                for pattern in (*rule.patterns, *rule.banned)
            ),
        )


def _patterns(guidance: Guidance) -> Iterator[tuple[Key, str, Rule | SignalRule | Offer]]:
    for rule in guidance.rules:
        for pattern in rule.patterns:
            yield ("rule", rule.id), pattern, rule
        for pattern in rule.banned:
            yield ("banned", rule.id), pattern, rule
        for pattern in rule.exceptions:
            yield ("exception", rule.id), pattern, rule
        for pattern in rule.mended_by:
            yield ("mending", rule.id), pattern, rule
    for signal in guidance.signals:
        for pattern in signal.patterns:
            yield ("signal", signal.name), pattern, signal
    for offer in guidance.offers:
        for pattern in offer.patterns:
            yield ("offer", offer.id), pattern, offer


def _problems(
    patterns: tuple[tuple[Key, str, Rule | SignalRule | Offer], ...],
) -> Iterator[Problem]:
    for _, pattern, owner in patterns:
        try:
            parse_pattern(pattern)
        except PatternError as error:
            path, line = "", 1
            if owner.origin is not None:
                path, line = owner.origin.path, owner.origin.line_of(pattern)
            yield Problem(path, line, f"pattern {pattern!r}: {error}")
