"""Summing up: from the pre-check, the tries and the rules engine's candidate to one result."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import add
from uuid import uuid4

from guardrails.cooling import advise
from guardrails.precheck import PreCheck
from rewriting.candidates import ByRules, Candidate, Tries
from rewriting.changes import list_changes
from rewriting.results import Advice, Attempt, Degraded, Engine, Outcome, RewriteResult, Usage


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a draft, by whom, why not by the model, and the candidate it rests on."""

    outcome: Outcome
    engine: Engine | None = None
    degraded: Degraded | None = None
    final: Candidate | None = None


def decide(pre: PreCheck, tries: Tries, by_rules: ByRules | None) -> Decision:
    """Decide by the table 'What happens when' of the contract."""
    if not tries.attempts and by_rules is None:
        return Decision("unchanged")
    by_rule = by_rules.candidate if by_rules else None
    written = by_rule if by_rule and by_rule.verdict.passed else None
    final = tries.best or written or tries.last or by_rule
    passed = final is not None and final.verdict.passed
    if not passed and not pre.check.needs_rewrite:
        return Decision("unchanged", degraded=tries.degraded or "repairs_exhausted")
    outcome: Outcome = "rewritten" if passed else "rejected"
    if by_rules:
        return Decision(outcome, "rules", tries.degraded, final)
    return Decision(outcome, "model", None, final)


def summarise(
    pre: PreCheck,
    tries: Tries,
    by_rules: ByRules | None,
    prompt_version: str,
    ms: float,
) -> RewriteResult:
    """Return what was decided, with all that led to it."""
    decision = decide(pre, tries, by_rules)
    attempts = (*tries.attempts, *((by_rules.attempt,) if by_rules else ()))
    final = decision.final
    rewrite = final.text if final and decision.outcome == "rewritten" else None
    return RewriteResult(
        rewrite_id=f"rw_{uuid4().hex}",
        outcome=decision.outcome,
        engine=decision.engine,
        text=pre.draft if decision.outcome == "unchanged" else rewrite,
        before=pre.check,
        after=final.verdict if final else None,
        changes=list_changes(pre.draft, rewrite, pre.check.findings) if rewrite else (),
        attempts=attempts,
        usage=_total(attempts),
        advice=_advice(pre),
        degraded=decision.degraded,
        model=tries.model if decision.engine == "model" else None,
        guidance_version=pre.check.guidance_version,
        prompt_version=prompt_version,
        ms=ms,
    )


def _total(attempts: tuple[Attempt, ...]) -> Usage | None:
    used = [attempt.usage for attempt in attempts if attempt.usage]
    return reduce(add, used) if used else None


def _advice(pre: PreCheck) -> Advice:
    reply = advise(pre.check.tension)
    return Advice(cool_off=reply is not None, holding_reply=reply)
