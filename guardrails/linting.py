"""Linting: whether a guidance keeps its own word, rule by rule. House overlays are linted too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from guardrails.context import NO_CONTEXT
from guardrails.patterns import parse_pattern
from guardrails.postcheck import postcheck
from guardrails.precheck import check_draft, precheck
from guardrails.reading import read
from guardrails.rulebook import Rulebook
from guardrails.values import Finding
from guidance.errors import Problem
from guidance.loading import read_guidance
from guidance.model import Example, Guidance, Offer, Origin, Rule, SignalRule, Vocabulary


def lint_directory(house: Path | None) -> tuple[Guidance, tuple[Problem, ...]]:
    """Read the guidance with the house's over it, and return all that is wrong with either.

    A file that cannot be used hides nothing: the rules that can be read are linted with it.
    Raises GuidanceError where `house` is no directory.
    """
    guidance, problems = read_guidance(house, parse_pattern)
    return guidance, (*problems, *lint(Rulebook.compile(guidance)))


def lint(rulebook: Rulebook) -> tuple[Problem, ...]:
    """Return every broken promise of the guidance, with the path and line of its file.

    An example's `before` is flagged by its own rule exactly where it is marked, and by no other.
    Its `after` is clean, and a post-check against `before` passes it. A `passes` is clean. A signal
    is found where it is `present` and not where it is `absent`. An offer's wording is one.

    A house's rules are judged beside all others. What is built in is judged without the house's
    rules and names: a house may call an offence what the built-in guidance passes.
    """
    built_in = _without_house(rulebook)
    guidance = built_in.guidance
    house = [rule for rule in rulebook.guidance.rules if rule.is_of_house]
    return (
        *(problem for rule in guidance.rules for problem in lint_rule(rule, built_in)),
        *(problem for signal in guidance.signals for problem in lint_signal(signal, built_in)),
        *(problem for offer in guidance.offers for problem in lint_offer(offer, built_in)),
        *(problem for rule in house for problem in lint_rule(rule, rulebook)),
    )


def _without_house(rulebook: Rulebook) -> Rulebook:
    guidance = rulebook.guidance
    rules = tuple(rule for rule in guidance.rules if not rule.is_of_house)
    built_in = replace(guidance, rules=rules, vocabulary=Vocabulary())
    return rulebook if built_in == guidance else Rulebook.compile(built_in)


def lint_rule(rule: Rule, rulebook: Rulebook) -> Iterator[Problem]:
    """What a rule's own examples and passes show to be wrong with it."""
    for example in rule.examples:
        for message in _broken(example, rule, rulebook):
            yield _problem(rule.origin, example.after, f"{rule.id}: {message}")
    for text in rule.passes:
        for finding in _offences(text, rulebook, rule.id):
            message = f"passes: {_told(finding)} in {text!r}"
            yield _problem(rule.origin, text, f"{rule.id}: {message}")


def lint_signal(signal: SignalRule, rulebook: Rulebook) -> Iterator[Problem]:
    """Where a signal is not found though present, or found though absent."""
    for text in signal.present:
        if not read(text, rulebook).spans("signal", signal.name):
            yield _problem(signal.origin, text, f"present: not found in {text!r}")
    for text in signal.absent:
        for start, end in read(text, rulebook).spans("signal", signal.name):
            yield _problem(signal.origin, text, f"absent: {text[start:end]!r} found in {text!r}")


def lint_offer(offer: Offer, rulebook: Rulebook) -> Iterator[Problem]:
    """An offer whose own wording is none, or is an offence."""
    if not read(offer.wording, rulebook).spans("offer", offer.id):
        yield _problem(offer.origin, offer.wording, f"{offer.id}: no pattern finds the wording")
    for finding in _offences(offer.wording, rulebook):
        yield _problem(offer.origin, offer.wording, f"{offer.id}: {_told(finding)}")


def _broken(example: Example, rule: Rule, rulebook: Rulebook) -> Iterator[str]:
    found = _offences(example.before, rulebook, rule.id)
    spans = tuple((finding.start, finding.end) for finding in found)
    if spans != example.marked or {finding.rule for finding in found} != {rule.id}:
        yield f"before: flagged are {', '.join(map(_told, found)) or 'no words'}"
    for finding in _offences(example.after, rulebook, rule.id):
        yield f"after: {_told(finding)}"
    verdict = postcheck(precheck(example.before, NO_CONTEXT, rulebook), example.after)
    for reason in verdict.reasons:
        yield f"after: {reason.code}: {reason.message}"


def _offences(text: str, rulebook: Rulebook, own: str = "") -> tuple[Finding, ...]:
    """What is flagged in a text; suggestions only of the rule that the text belongs to."""
    findings = check_draft(text, NO_CONTEXT, rulebook).check.findings
    return tuple(f for f in findings if f.severity != "suggestion" or f.rule == own)


def _told(finding: Finding) -> str:
    return f"{finding.match!r} ({finding.rule})"


def _problem(origin: Origin | None, words: str, message: str) -> Problem:
    if origin is None:
        return Problem("", 1, message)
    return Problem(origin.path, origin.line_of(words), message)
