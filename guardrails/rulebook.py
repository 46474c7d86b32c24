"""The guidance, compiled: one pass of one matcher finds every rule, signal and offer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from guardrails.matcher import Matcher
from guardrails.patterns import PatternError, parse_pattern
from guidance.errors import GuidanceError, Problem
from guidance.model import Guidance, Origin, Rule

Role = Literal["rule", "banned", "signal", "offer"]
Key = tuple[Role, str]
"""What a match stands for: ("rule", "refusal/cannot"), ("signal", "listens") and so on."""
Excuse = Literal["exception", "mending"]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """A guidance ready to read texts with.

    `matcher` finds rules, signals and offers. `excuses` finds, by rule id, what makes that rule's
    words innocent; it is asked only where the rule was found. `reproaches` finds, by rule id, what
    makes capitals a shout; it is asked only where there are capitals. `banned` holds the error
    rules alone, keyed by rule id: what a stream must never let out.
    """

    guidance: Guidance
    rules: Mapping[str, Rule]
    matcher: Matcher[Key]
    excuses: Mapping[str, Matcher[Excuse]]
    reproaches: Mapping[str, Matcher[str]]
    banned: Matcher[str]

    @classmethod
    def compile(cls, guidance: Guidance) -> Rulebook:
        """Compile the guidance; GuidanceError names every pattern that is not in the syntax."""
        problems = tuple(_problems(guidance))
        if problems:
            raise GuidanceError(*problems)
        return cls(
            guidance,
            {rule.id: rule for rule in guidance.rules},
            Matcher(_patterns(guidance)),
            {rule.id: Matcher(excuses) for rule in guidance.rules if (excuses := _excuses(rule))},
            {
                rule.id: Matcher((rule.id, pattern) for pattern in rule.patterns)
                for rule in guidance.rules
                if rule.kind == "shouting"
            },
            Matcher(
                (rule.id, pattern)
                for rule in guidance.rules
                if rule.severity == "error"
                for pattern in _banned_patterns(rule)
            ),
        )


def _patterns(guidance: Guidance) -> Iterator[tuple[Key, str]]:
    for rule in guidance.rules:
        if rule.kind == "phrase":
            yield from ((("rule", rule.id), pattern) for pattern in rule.patterns)
        yield from ((("banned", rule.id), pattern) for pattern in rule.banned)
    for signal in guidance.signals:
        yield from ((("signal", signal.name), pattern) for pattern in signal.patterns)
    for offer in guidance.offers:
        yield from ((("offer", offer.id), pattern) for pattern in offer.patterns)


def _banned_patterns(rule: Rule) -> Iterator[str]:
    """What a stream holds back for. A pattern around a banned one would only hold back more."""
    yield from rule.banned
    for pattern in rule.patterns:
        if not any(banned in pattern for banned in rule.banned):
            yield pattern


def _excuses(rule: Rule) -> tuple[tuple[Excuse, str], ...]:
    return (
        *(("exception", pattern) for pattern in rule.exceptions),
        *(("mending", pattern) for pattern in rule.mended_by),
    )


def _problems(guidance: Guidance) -> Iterator[Problem]:
    for rule in guidance.rules:
        patterns = (*rule.patterns, *rule.exceptions, *rule.mended_by, *rule.banned)
        yield from _refused(patterns, rule.origin)
    for signal in guidance.signals:
        yield from _refused(signal.patterns, signal.origin)
    for offer in guidance.offers:
        yield from _refused(offer.patterns, offer.origin)


def _refused(patterns: Iterable[str], origin: Origin | None) -> Iterator[Problem]:
    for pattern in patterns:
        try:
            parse_pattern(pattern)
        except PatternError as error:
            path, line = (origin.path, origin.line_of(pattern)) if origin else ("", 1)
            yield Problem(path, line, f"pattern {pattern!r}: {error}")
