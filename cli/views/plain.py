"""Answers in plain lines, for pipes and editors: `place:line:column: what: why`."""

from __future__ import annotations

from collections.abc import Iterator

from cli.views.words import better, quoted
from guardrails.values import Check, Finding, Verdict
from rewriting.results import Degraded, RewriteResult

INSTEAD: dict[Degraded, str] = {
    "no_model": "no model is configured",
    "model_unavailable": "the model could not be used",
    "repairs_exhausted": "no answer of the model passed",
    "deadline": "the model took too long",
}


def check_lines(name: str, text: str, check: Check) -> Iterator[str]:
    """One line for each finding, and one for each signal that is missing."""
    for finding in check.findings:
        yield _finding(name, text, finding)
    for signal in check.signals.missing():
        yield f"{name}: missing {signal}"


def verdict_lines(
    names: tuple[str, str], texts: tuple[str, str], verdict: Verdict
) -> Iterator[str]:
    """One line for each reason, and for each finding that is no reason.

    `names` and `texts` are those of the draft and of the rewrite.
    """
    for reason in verdict.reasons:
        side = 0 if reason.where == "draft" else 1
        place = names[side] if reason.start is None else _at(names[side], texts[side], reason.start)
        found = "" if reason.found is None else f" Found {quoted(reason.found)}."
        expected = "" if reason.expected is None else f" Expected {quoted(reason.expected)}."
        yield f"{place}: {reason.code}: {reason.message}{expected}{found}"
    for finding in verdict.findings:
        if finding.severity != "error":
            yield _finding(names[1], texts[1], finding)


def describe_outcome(result: RewriteResult) -> str:
    """One sentence: what became of the draft, by which engine, and why not by the model."""
    by = {"model": f" by the model {result.model}", "rules": " by the rules engine", None: ""}
    why = f" ({INSTEAD[result.degraded]})" if result.degraded else ""
    match result.outcome:
        case "rewritten":
            return f"Rewritten{by[result.engine]}{why}."
        case "unchanged" if result.degraded:
            return f"Unchanged: the draft needs nothing, and no rewrite passed{why}."
        case "unchanged":
            return "Unchanged: the draft needs nothing."
        case "rejected":
            return f"Rejected: no wording passed every check{why}."


def _finding(name: str, text: str, finding: Finding) -> str:
    words = better(finding)
    return (
        f"{_at(name, text, finding.start)}: {finding.severity} {finding.rule}: "
        f"{quoted(finding.match)} {finding.message}{words and f' Better: {words}'}"
    )


def _at(name: str, text: str, start: int) -> str:
    before = text[:start]
    return f"{name}:{before.count(chr(10)) + 1}:{start - (before.rfind(chr(10)) + 1) + 1}"
