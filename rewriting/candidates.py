"""Candidates for a rewrite: an engine's answer with its verdict, and the tries that led there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from guardrails.postcheck import postcheck
from guardrails.precheck import PreCheck
from guardrails.release import restore
from guardrails.values import ReasonCode, Verdict
from rewriting.model.errors import ModelError
from rewriting.model.values import Completion
from rewriting.results import Attempt, Degraded


@dataclass(frozen=True, slots=True)
class Candidate:
    """An unmasked text and the post-check's verdict on it."""

    text: str
    verdict: Verdict

    @property
    def codes(self) -> tuple[ReasonCode, ...]:
        """The reasons against it, each code once."""
        return tuple(dict.fromkeys(reason.code for reason in self.verdict.reasons))

    @property
    def blemishes(self) -> int:
        """How many warnings stand and signals are missing: what a repair may mend but need not."""
        warnings = sum(f.severity == "warning" for f in self.verdict.findings)
        return warnings + len(self.verdict.signals.missing())

    @property
    def flawless(self) -> bool:
        """Whether a repair has nothing to mend."""
        return self.verdict.passed and not self.blemishes


@dataclass(frozen=True, slots=True)
class Tries:
    """What the model achieved: `best` passed with the fewest blemishes, `last` came last.

    `error` is why the model could not be asked any more; `degraded` why another engine must help.
    """

    attempts: tuple[Attempt, ...] = ()
    best: Candidate | None = None
    last: Candidate | None = None
    model: str | None = None
    error: ModelError | None = None
    degraded: Degraded | None = None

    def proved(self, candidate: Candidate, answer: Completion) -> Tries:
        """Add an answer that was checked."""
        passed = candidate.verdict.passed
        attempt = Attempt("model", answer.model, passed, candidate.codes, answer.ms, answer.usage)
        better = passed and (self.best is None or candidate.blemishes < self.best.blemishes)
        return replace(
            self,
            attempts=(*self.attempts, attempt),
            best=candidate if better else self.best,
            last=candidate,
            model=answer.model if better or self.best is None else self.model,
        )

    def failed(self, error: ModelError, ms: float, *reasons: ReasonCode) -> Tries:
        """Add a call that brought no whole answer."""
        attempt = Attempt("model", None, passed=False, reasons=reasons, ms=ms, usage=error.usage)
        return replace(self, attempts=(*self.attempts, attempt))

    def stopped(self, error: ModelError, ms: float, degraded: Degraded) -> Tries:
        """Add the call after which the model is not asked any more."""
        return replace(self.failed(error, ms), error=error, degraded=degraded)

    def exhausted(self) -> Tries:
        """Say that every repair is spent and nothing passed."""
        return replace(self, degraded="repairs_exhausted")

    def late(self) -> Tries:
        """Say that the deadline came before any engine had an answer."""
        return replace(self, degraded="deadline")


NO_TRIES = Tries()


@dataclass(frozen=True, slots=True)
class ByRules:
    """What the rules engine achieved; it has no candidate where it found no wording in time."""

    attempt: Attempt
    candidate: Candidate | None = None


def prove(pre: PreCheck, answer: str) -> Candidate:
    """Unmask an engine's answer and check it against its draft."""
    restored = restore(pre, answer)
    return Candidate(restored.text, postcheck(pre, restored.text, restored.faults))
