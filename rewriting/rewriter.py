"""One draft in, one proven result out: the pipeline, readable from top to bottom."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from time import perf_counter

from guardrails.context import NO_CONTEXT, Context
from guardrails.language import is_unsupported_language
from guardrails.precheck import PreCheck, precheck
from guardrails.rulebook import Rulebook
from prompts.rendering import render_repair, render_rewrite
from prompts.system import render_system
from rewriting.candidates import NO_TRIES, ByRules, Candidate, Tries, prove
from rewriting.computing import Computing
from rewriting.errors import ModelNotConfigured, OutOfTime, UnsupportedLanguage
from rewriting.model.errors import AnswerCutOff, DeadlinePassed, ModelError
from rewriting.model.values import Completion, Model
from rewriting.options import DEFAULT_OPTIONS, RewriteOptions
from rewriting.results import Attempt, RewriteResult
from rewriting.revealing import Masking, reveal
from rewriting.rules_engine import rewrite_by_rules
from rewriting.summing import summarise

RULES_RESERVE_S = 0.15
"""Seconds kept for the rules engine and its proof at the end of every deadline."""
RULES_RESERVE_S_PER_CHARACTER = 120e-6
"""And what a code point of the draft adds to them; 95 microseconds were measured."""
SUMMING_RESERVE_S = 0.05
"""Seconds kept after that for summing up."""
ANSWER_TOKENS = 4_096
"""Room for an answer beside the length of its draft: some models think within the same limit."""


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
        self._model = model
        self._computing = computing or Computing()
        self._mask = mask

    async def rewrite(
        self, draft: str, context: Context = NO_CONTEXT, options: RewriteOptions = DEFAULT_OPTIONS
    ) -> RewriteResult:
        """Return the proven outcome for one draft, within the deadline.

        A failed check is a result. Raises UnsupportedLanguage, OutOfTime and MaskingFailed (nothing
        left for a model then); with `engine="model"` also ModelNotConfigured and, when the model
        server cannot be used, ModelError.
        """
        end = asyncio.get_running_loop().time() + options.deadline_ms / 1000
        try:
            async with asyncio.timeout_at(end):
                return await self._rewrite(draft, context, options, end - SUMMING_RESERVE_S)
        except TimeoutError:
            raise OutOfTime from None

    async def _rewrite(
        self, draft: str, context: Context, options: RewriteOptions, end: float
    ) -> RewriteResult:
        began = perf_counter()
        size = len(draft) + len(context.customer_message or "")
        pre = await self._computing.run(size, _read, draft, context, self.rulebook)
        tries, by_rules = NO_TRIES, None
        if pre.check.needs_rewrite or options.always:
            if options.engine == "model" and self._model is None:
                raise ModelNotConfigured
            tries = await self._ask_model(pre, options, end)
            if tries.best is None and options.engine != "model":
                tries, by_rules = await self._ask_rules(pre, tries, end)
            elif tries.error and not tries.best and pre.check.needs_rewrite:
                raise tries.error
        return await self._computing.run(
            size, summarise, pre, tries, by_rules, self.system.version, _since(began)
        )

    async def _ask_model(self, pre: PreCheck, options: RewriteOptions, end: float) -> Tries:
        """Ask the model, and again with what failed, until nothing is left to mend or to spend."""
        if options.engine == "rules":
            return NO_TRIES
        if self._model is None:
            return Tries(degraded="no_model")
        if self._mask == "off":
            pre = replace(pre, masked=reveal(pre.masked))
        reserve = RULES_RESERVE_S + RULES_RESERVE_S_PER_CHARACTER * len(pre.draft)
        max_tokens = ANSWER_TOKENS + len(pre.masked.text)
        asked = messages = render_rewrite(self.system, pre)
        tries = Tries()
        for _ in range(1 + options.max_repairs):
            began = perf_counter()
            try:
                answer = await self._model.complete(
                    messages, deadline=end - reserve, max_tokens=max_tokens
                )
                candidate = await self._prove(pre, answer, end - reserve)
            except AnswerCutOff as cut:
                tries = tries.failed(cut, _since(began), "cut_off")
                continue
            except ModelError as error:
                late = isinstance(error, DeadlinePassed)
                return tries.stopped(
                    error, _since(began), "deadline" if late else "model_unavailable"
                )
            tries = tries.proved(candidate, answer)
            if candidate.flawless:
                break
            messages = render_repair(asked, answer.text, pre, candidate.verdict)
        return tries if tries.best else tries.exhausted()

    async def _prove(self, pre: PreCheck, answer: Completion, end: float) -> Candidate:
        """Check a model's answer. Raises DeadlinePassed."""
        try:
            async with asyncio.timeout_at(end):
                size = len(pre.draft) + len(answer.text)
                return await self._computing.run(size, prove, pre, answer.text)
        except TimeoutError:
            raise DeadlinePassed(usage=answer.usage) from None

    async def _ask_rules(self, pre: PreCheck, tries: Tries, end: float) -> tuple[Tries, ByRules]:
        """Let the rules engine write, until the deadline; it computes long even on a short text."""
        began = perf_counter()
        try:
            async with asyncio.timeout_at(end):
                return tries, await self._computing.run_apart(_try_rules, pre)
        except TimeoutError:
            late = Attempt("rules", None, passed=False, reasons=(), ms=_since(began), usage=None)
            return tries.late(), ByRules(late)


def _read(draft: str, context: Context, rulebook: Rulebook) -> PreCheck:
    if is_unsupported_language(draft):
        raise UnsupportedLanguage
    return precheck(draft, context, rulebook)


def _try_rules(pre: PreCheck) -> ByRules:
    """Let the rules engine write, and prove its answer like a model's."""
    began = perf_counter()
    answer = rewrite_by_rules(pre)
    candidate = None if answer is None else prove(pre, answer)
    passed = candidate is not None and candidate.verdict.passed
    codes = () if candidate is None else candidate.codes
    return ByRules(Attempt("rules", None, passed, codes, _since(began), None), candidate)


def _since(began: float) -> float:
    return round((perf_counter() - began) * 1000, 3)
