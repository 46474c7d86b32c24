"""Rendering: what is particular to one draft, and what a failed verdict asks to mend.

Everything rendered here is masked: a value that `pre.masked` hides never reaches a message.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guardrails.precheck import PreCheck
from guardrails.values import Finding, Signals, Verdict
from prompts.messages import Message
from prompts.system import System
from prompts.templates import read_template, read_wording

REQUEST = read_template("request")
REPAIR = read_template("repair")
WORDING = read_wording()


def render_rewrite(system: System, pre: PreCheck) -> tuple[Message, ...]:
    """Return the messages that ask for a rewrite: the stable part, then this draft as data."""
    label = f"draft-{pre.masked.tag}"
    request = REQUEST.fill(
        particulars="\n\n".join(_particulars(pre)), draft_label=label, draft=pre.masked.text
    )
    return Message("system", system.text), Message("user", request)


def render_repair(
    asked: tuple[Message, ...], answer: str, pre: PreCheck, verdict: Verdict
) -> tuple[Message, ...]:
    """Return the conversation so far with the model's (masked) answer and what it must mend."""
    repair = REPAIR.fill(faults="\n".join(dict.fromkeys(_faults(pre, verdict))))
    return *asked, Message("assistant", answer), Message("user", repair)


def _particulars(pre: PreCheck) -> Iterator[str]:
    lines = WORDING["particulars"]
    if pre.context.channel:
        yield WORDING["channels"][pre.context.channel].fill()
    if pre.masked.agent_name:
        yield lines["agent"].fill(agent=pre.masked.agent_name)
    if pre.masked.facts:
        yield lines["facts"].fill(facts=_bullets(pre.masked.facts))
    if pre.situation.upset:
        yield lines["upset"].fill()
    if pre.check.findings:
        offences = dict.fromkeys(_offence(pre, finding) for finding in pre.check.findings)
        yield lines["findings"].fill(findings="\n".join(offences))
    if missing := _missing(pre, pre.check.signals):
        yield lines["missing"].fill(missing=_bullets(missing))
    if pre.masked.customer_message:
        yield lines["customer"].fill(
            label=f"customer-{pre.masked.tag}", message=pre.masked.customer_message
        )


def _offence(pre: PreCheck, finding: Finding) -> str:
    return _with_better(pre, finding, "particulars", "finding")


def _faults(pre: PreCheck, verdict: Verdict) -> Iterator[str]:
    for finding in verdict.findings:
        if finding.severity != "suggestion":
            yield _with_better(pre, finding, "faults", "banned")
    for reason in verdict.reasons:
        if reason.code != "banned_phrase":  # the findings above say it, with better words
            yield WORDING["faults"]["reason"].fill(message=pre.masked.hide(reason.message))
    for message in _missing(pre, verdict.signals):
        yield WORDING["faults"]["missing"].fill(message=message)


def _with_better(pre: PreCheck, finding: Finding, table: str, plain: str) -> str:
    slots = {"match": pre.masked.hide(finding.match), "message": finding.message}
    if finding.suggestions:
        return WORDING[table]["better"].fill(**slots, better=" / ".join(finding.suggestions))
    return WORDING[table][plain].fill(**slots)


def _missing(pre: PreCheck, signals: Signals) -> list[str]:
    wanted = signals.missing()
    return [rule.asked for rule in pre.rulebook.guidance.signals if rule.name in wanted]


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
