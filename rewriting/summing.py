"""Summing up: from the pre-check, the tries and the rules engine's candidate to one result."""

from __future__ import annotations

from functools import reduce
from operator import add
from uuid import uuid4

from guardrails.cooling import advise
from guardrails.precheck import PreCheck
from rewriting.candidates import Candidate, Tries
from rewriting.changes import list_changes
from rewriting.results import Advice, Attempt, Degraded, Engine, Outcome, RewriteResult, Usage


def summarise(
    pre: PreCheck,
    tries: Tries,
    by_rules: tuple[Attempt, Candidate | None] | None,
    prompt_version: str,
    ms: float,
) -> RewriteResult:
    """Return the result by the table 'What happens when' of the contract."""
    attempts = tries.attempts if by_rules is None else (*tries.attempts, by_rules[0])
    final = tries.best or (by_rules[1] if by_rules else None) or tries.last
    tried = bool(tries.attempts or by_rules)
    outcome = _outcome(pre, final, tried=tried)
    engine: Engine | None = None
    degraded: Degraded | None = None
    if outcome != "unchanged":
        engine = "rules" if by_rules else "model"
        degraded = tries.degraded if by_rules else None
    elif tried:
        degraded = tries.degraded or "repairs_exhausted"
    text = {
        "unchanged": pre.draft,
        "rewritten": final.text if final else None,
        "rejected": None,
    }[outcome]
    rewritten = outcome == "rewritten" and text is not None
    return RewriteResult(
        rewrite_id=f"rw_{uuid4().hex}",
        outcome=outcome,
        engine=engine,
        text=text,
        before=pre.check,
        after=final.verdict if final and outcome != "unchanged" else None,
        changes=list_changes(pre.draft, text, pre.check.findings) if rewritten and text else (),
        attempts=attempts,
        usage=_total(attempts),
        advice=_advice(pre),
        degraded=degraded,
        model=tries.model if engine == "model" else None,
        guidance_version=pre.check.guidance_version,
        prompt_version=prompt_version,
        ms=ms,
    )


def _outcome(pre: PreCheck, final: Candidate | None, *, tried: bool) -> Outcome:
    if tried and final and final.verdict.passed:
        return "rewritten"
    return "rejected" if pre.check.needs_rewrite else "unchanged"


def _total(attempts: tuple[Attempt, ...]) -> Usage | None:
    used = [attempt.usage for attempt in attempts if attempt.usage]
    return reduce(add, used) if used else None


def _advice(pre: PreCheck) -> Advice:
    reply = advise(pre.check.tension)
    return Advice(cool_off=reply is not None, holding_reply=reply)
