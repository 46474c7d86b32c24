"""A small guidance, a rewriter that does what it was told, and values to answer with."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from guardrails.context import Context
from guardrails.rulebook import Rulebook
from guardrails.values import (
    Check,
    Fact,
    FactsKept,
    Finding,
    PlaceholdersKept,
    PromisesKept,
    Reason,
    Signal,
    Signals,
    Tension,
    Verdict,
)
from guidance.model import Example, Guidance, Principle, Rule, SignalRule, Source
from rewriting.broadcast import Watcher
from rewriting.options import RewriteOptions
from rewriting.results import Advice, Attempt, Change, RewriteResult

VERSION = "small-1"
CANNOT = Rule(
    id="refusal/cannot",
    theme="refusal",
    severity="error",
    message="Say what you can do, and offer a choice.",
    source="small#words",
    patterns=("can't", "cannot"),
    examples=(Example("We can't ship that.", ((3, 8),), "Let me look into it with you."),),
    passes=("We can ship that.",),
    suggestions=("What I can do is",),
)
SMALL_RULEBOOK = Rulebook.compile(
    Guidance(
        version=VERSION,
        principles=(Principle("care", "Say that you care.", "small#care"),),
        rules=(CANNOT,),
        signals=(
            SignalRule(
                name="acknowledges",
                message="Says that it sees what happened.",
                asked="Say that you see what happened.",
                source="small#care",
                patterns=("I'm so sorry",),
                present=("I'm so sorry it broke.",),
                absent=("It broke.",),
            ),
        ),
        offers=(),
        sources=(Source("small", "A small guidance", "Nobody"),),
    )
)

SHOWN = Signal(present=True, needed=True, spans=((0, 2),))
ABSENT = Signal(present=False, needed=False)
SIGNALS = Signals(SHOWN, ABSENT, ABSENT, ABSENT, ABSENT)


def finding(start: int, end: int, match: str) -> Finding:
    return Finding(
        CANNOT.id, CANNOT.theme, CANNOT.severity, start, end, match, CANNOT.message, (), ""
    )


def check(*findings: Finding) -> Check:
    return Check(findings, SIGNALS, Tension(0.1, None), bool(findings), VERSION)


def verdict(*reasons: Reason, **parts: object) -> Verdict:
    values: dict[str, object] = {
        "passed": not reasons,
        "reasons": reasons,
        "findings": (),
        "signals": SIGNALS,
        "facts": FactsKept(),
        "placeholders": PlaceholdersKept(),
        "promises": PromisesKept(),
        "guidance_version": VERSION,
    }
    return Verdict(**{**values, **parts})  # type: ignore[arg-type]  # the caller names its fields


def fact(start: int, end: int) -> Fact:
    return Fact("amount", "$5", start, end, "5")


def rewritten(
    draft: str = "We can't do that.", text: str = "Let me see what I can do."
) -> RewriteResult:
    return RewriteResult(
        rewrite_id="rw_1",
        outcome="rewritten",
        engine="rules",
        text=text,
        before=check(finding(0, len(draft), draft)),
        after=verdict(),
        changes=(Change(0, len(draft), draft, text, (CANNOT.id,)),),
        attempts=(Attempt("rules", None, True, (), 1.0, None),),
        usage=None,
        advice=Advice(cool_off=False, holding_reply=None),
        degraded="no_model",
        model=None,
        guidance_version=VERSION,
        prompt_version="p-1",
        ms=1.5,
    )


@dataclass
class FakeRewriter:
    """Gives `answer` or raises it, after a while or (null) at once; remembers what it was asked.

    Before, a watcher is told `checked`, the words of `tells`, and that they are void for a null.
    """

    answer: RewriteResult | Exception = field(default_factory=rewritten)
    delay_s: float | None = 0.0
    checked: Check | None = None
    tells: tuple[str | None, ...] = ()
    asked: list[tuple[str, Context, RewriteOptions]] = field(default_factory=list)
    began: asyncio.Event = field(default_factory=asyncio.Event)
    cancelled: bool = False

    async def rewrite(
        self,
        draft: str,
        context: Context,
        options: RewriteOptions,
        watcher: Watcher | None = None,
    ) -> RewriteResult:
        self.asked.append((draft, context, options))
        self.began.set()
        if watcher and self.checked:
            await watcher.prechecked(self.checked)
            for words in self.tells:
                await (watcher.retracted() if words is None else watcher.told(words))
        try:
            if self.delay_s is not None:
                await asyncio.sleep(self.delay_s)
        except asyncio.CancelledError:
            self.cancelled = True
            raise
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer
