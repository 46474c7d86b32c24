"""One draft in, one proven result out: the pipeline, readable from top to bottom."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import perf_counter
from typing import ParamSpec, TypeVar

from guardrails.context import NO_CONTEXT, Context
from guardrails.language import is_unsupported_language
from guardrails.precheck import PreCheck, precheck
from guardrails.rulebook import Rulebook
from prompts.rendering import render_repair, render_rewrite
from prompts.system import render_system
from rewriting.candidates import NO_TRIES, Candidate, Tries, prove
from rewriting.errors import ModelNotConfigured, UnsupportedLanguage
from rewriting.model.errors import AnswerCutOff, DeadlinePassed, ModelError
from rewriting.model.values import Model
from rewriting.options import DEFAULT_OPTIONS, RewriteOptions
from rewriting.results import Attempt, RewriteResult
from rewriting.rules_engine import rewrite_by_rules
from rewriting.summing import summarise

RULES_RESERVE_S = 0.15
"""Seconds kept for the rules engine and its proof at the end of every deadline."""
RULES_RESERVE_S_PER_CHARACTER = 120e-6
"""And what a code point of the draft adds to them; 95 microseconds were measured."""
LONG_TEXT = 2_000
"""Code points from which the checks leave the event loop to others and run in a thread."""
ANSWER_TOKENS = 4_096
"""Room for an answer beside the length of its draft: some models think within the same limit."""

P = ParamSpec("P")
T = TypeVar("T")


class Rewriter:
    """Rewrites drafts under one guidance, with one model or none."""

    def __init__(self, rulebook: Rulebook, model: Model | None = None) -> None:
        self.rulebook = rulebook
        self.system = render_system(rulebook.guidance)
        self._model = model

    async def rewrite(
        self, draft: str, context: Context = NO_CONTEXT, options: RewriteOptions = DEFAULT_OPTIONS
    ) -> RewriteResult:
        """Return the proven outcome for one draft.

        A failed check is a result. Raises UnsupportedLanguage; with `engine="model"` also
        ModelNotConfigured and, when the model server cannot be used, ModelError.
        """
        began = perf_counter()
        end = asyncio.get_running_loop().time() + options.deadline_ms / 1000
        if is_unsupported_language(draft):
            raise UnsupportedLanguage
        size = len(draft) + len(context.customer_message or "")
        pre = await _compute(size, precheck, draft, context, self.rulebook)
        tries, by_rules = NO_TRIES, None
        if pre.check.needs_rewrite or options.always:
            if options.engine == "model" and self._model is None:
                raise ModelNotConfigured
            tries = await self._ask_model(pre, options, end)
            if tries.best is None and options.engine != "model":
                try:
                    async with asyncio.timeout_at(end):
                        by_rules = await _compute(size, _try_rules, pre)
                except TimeoutError:
                    tries, by_rules = tries.late(), (_too_late(began), None)
            elif tries.error and not tries.best and pre.check.needs_rewrite:
                raise tries.error
        return await _compute(
            size, summarise, pre, tries, by_rules, self.system.version, _since(began)
        )

    async def _ask_model(self, pre: PreCheck, options: RewriteOptions, end: float) -> Tries:
        """Ask the model, and again with what failed, until nothing is left to mend or to spend."""
        if options.engine == "rules":
            return NO_TRIES
        if self._model is None:
            return Tries(degraded="no_model")
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
            except AnswerCutOff as cut:
                tries = tries.failed(cut, _since(began), "cut_off")
                continue
            except ModelError as error:
                late = isinstance(error, DeadlinePassed)
                return tries.stopped(
                    error, _since(began), "deadline" if late else "model_unavailable"
                )
            candidate = await _compute(len(pre.draft) + len(answer.text), prove, pre, answer.text)
            tries = tries.proved(candidate, answer)
            if candidate.flawless:
                break
            messages = render_repair(asked, answer.text, pre, candidate.verdict)
        return tries if tries.best else tries.exhausted()


def _try_rules(pre: PreCheck) -> tuple[Attempt, Candidate | None]:
    """Let the rules engine write, and prove its answer like a model's."""
    began = perf_counter()
    answer = rewrite_by_rules(pre)
    candidate = None if answer is None else prove(pre, answer)
    passed = candidate is not None and candidate.verdict.passed
    codes = () if candidate is None else candidate.codes
    return Attempt("rules", None, passed, codes, _since(began), None), candidate


def _too_late(began: float) -> Attempt:
    """The rules engine's attempt at a draft so long that the deadline came first."""
    return Attempt("rules", None, passed=False, reasons=(), ms=_since(began), usage=None)


async def _compute(size: int, step: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a step that only computes: at once on a short text, in a thread on a long one."""
    if size < LONG_TEXT:
        return step(*args, **kwargs)
    return await asyncio.to_thread(step, *args, **kwargs)


def _since(began: float) -> float:
    return round((perf_counter() - began) * 1000, 3)
