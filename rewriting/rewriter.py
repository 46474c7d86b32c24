"""One draft in, one proven result out: the pipeline, readable from top to bottom."""

from __future__ import annotations

import asyncio
from time import perf_counter

from guardrails.context import NO_CONTEXT, Context
from guardrails.language import is_unsupported_language
from guardrails.precheck import PreCheck, precheck
from guardrails.rulebook import Rulebook
from prompts.system import render_system
from rewriting.asking import Asking
from rewriting.broadcast import Broadcast, Watcher
from rewriting.candidates import NO_TRIES, ByRules, Tries, prove
from rewriting.computing import Computing
from rewriting.errors import ModelNotConfigured, OutOfTime, UnsupportedLanguage
from rewriting.model.values import Model
from rewriting.options import DEFAULT_OPTIONS, RewriteOptions
from rewriting.results import Attempt, RewriteResult
from rewriting.revealing import Masking
from rewriting.rules_engine import explain_by_rules, rewrite_by_rules
from rewriting.summing import summarise
from rewriting.timing import ms_since

RULES_RESERVE_S = 0.15
"""Seconds kept for the rules engine and its proof at the end of every deadline."""
RULES_RESERVE_S_PER_CHARACTER = 120e-6
"""And what a code point of the draft adds to them; 95 microseconds were measured."""
RULES_SHARE = 0.05
"""At least this share of the whole deadline: a busy machine, or a cold start, is slower."""
SUMMING_RESERVE_S = 0.05
"""Seconds kept after that for summing up."""


class Rewriter:
    """Rewrites drafts under one guidance, with one model or none.

    What takes long is computed in the threads of `computing`, which others may use too; `mask`
    says whether the model sees what names or reaches somebody.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        model: Model | None = None,
        computing: Computing | None = None,
        *,
        mask: Masking = "required",
    ) -> None:
        self.rulebook = rulebook
        self.system = render_system(rulebook.guidance)
        self._computing = computing or Computing()
        self._asking = Asking(model, self.system, self._computing, mask) if model else None

    async def rewrite(
        self,
        draft: str,
        context: Context = NO_CONTEXT,
        options: RewriteOptions = DEFAULT_OPTIONS,
        watcher: Watcher | None = None,
    ) -> RewriteResult:
        """Return the proven outcome for one draft, within the deadline.

        A `watcher` is told a rewrite while it is made, and has all of it when this returns. A
        failed check is a result. Raises UnsupportedLanguage, OutOfTime and MaskingFailed (nothing
        left for a model then); with `engine="model"` also ModelNotConfigured and, when the model
        server cannot be used, ModelError.
        """
        show = Broadcast(watcher)
        end = asyncio.get_running_loop().time() + options.deadline_ms / 1000
        try:
            async with asyncio.timeout_at(end):
                result = await self._rewrite(draft, context, options, end - SUMMING_RESERVE_S, show)
                await show.settle(result.text if result.outcome == "rewritten" else None)
                return result
        except TimeoutError:
            raise OutOfTime from None

    async def _rewrite(
        self, draft: str, context: Context, options: RewriteOptions, end: float, show: Broadcast
    ) -> RewriteResult:
        began = perf_counter()
        size = len(draft) + len(context.customer_message or "")
        pre = await self._computing.run(size, _read, draft, context, self.rulebook)
        await show.begin(pre.check)
        tries, by_rules = NO_TRIES, None
        if pre.check.needs_rewrite or options.always:
            tries = await self._ask_model(pre, options, end, show)
            if tries.best is None and options.engine != "model":
                tries, by_rules = await self._ask_rules(pre, tries, end)
            elif tries.error and not tries.best and pre.check.needs_rewrite:
                raise tries.error
        return await self._computing.run(
            size, summarise, pre, tries, by_rules, self.system.version, ms_since(began)
        )

    async def _ask_model(
        self, pre: PreCheck, options: RewriteOptions, end: float, show: Broadcast
    ) -> Tries:
        """Let the model write, until the rules engine must begin."""
        if options.engine == "rules":
            return NO_TRIES
        if self._asking is None:
            if options.engine == "model":
                raise ModelNotConfigured
            return Tries(degraded="no_model")
        reserve = max(
            RULES_RESERVE_S + RULES_RESERVE_S_PER_CHARACTER * len(pre.draft),
            RULES_SHARE * options.deadline_ms / 1000,
        )
        return await self._asking.ask(pre, options.max_repairs, end - reserve, show)

    async def _ask_rules(self, pre: PreCheck, tries: Tries, end: float) -> tuple[Tries, ByRules]:
        """Let the rules engine write, until the deadline; it computes long even on a short text."""
        began = perf_counter()
        try:
            async with asyncio.timeout_at(end):
                return tries, await self._computing.run_apart(_try_rules, pre)
        except TimeoutError:
            late = Attempt("rules", None, passed=False, reasons=(), ms=ms_since(began), usage=None)
            return tries.late(), ByRules(late)


def _read(draft: str, context: Context, rulebook: Rulebook) -> PreCheck:
    if is_unsupported_language(draft):
        raise UnsupportedLanguage
    return precheck(draft, context, rulebook)


def _try_rules(pre: PreCheck) -> ByRules:
    """Let the rules engine write, and prove its answer like a model's; or say what it lacks."""
    began = perf_counter()
    answer = rewrite_by_rules(pre)
    candidate = explain_by_rules(pre) if answer is None else prove(pre, answer)
    passed = candidate is not None and candidate.verdict.passed
    codes = () if candidate is None else candidate.codes
    return ByRules(Attempt("rules", None, passed, codes, ms_since(began), None), candidate)
