"""Asking the model: one question, and repairs that name what failed, until an answer is proved."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from time import perf_counter

from guardrails.precheck import PreCheck
from guardrails.release import Release
from prompts.rendering import render_repair, render_rewrite
from prompts.system import System
from rewriting.broadcast import NOBODY, Broadcast
from rewriting.candidates import Candidate, Tries, prove
from rewriting.computing import Computing
from rewriting.model.errors import (
    NO_CALLS,
    AnswerCutOff,
    AnswerUnusable,
    DeadlinePassed,
    ModelError,
    ModelUnavailable,
)
from rewriting.model.values import Completion, Message, Model
from rewriting.revealing import Masking, reveal
from rewriting.timing import ms_since

ANSWER_TOKENS = 4_096
"""Room for an answer beside the length of its draft: some models think within the same limit."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A model, the prompt that it is asked with, and whether it sees what names somebody."""

    model: Model
    system: System
    computing: Computing
    mask: Masking

    async def ask(self, pre: PreCheck, max_repairs: int, end: float, show: Broadcast) -> Tries:
        """Ask, and again with what failed, until nothing is left to mend or to spend.

        `end` is on the running loop's clock.
        """
        if self.mask == "off":
            pre = replace(pre, masked=reveal(pre.masked))
        asked = messages = render_rewrite(self.system, pre)
        tries = Tries()
        for _ in range(1 + max_repairs):
            began = perf_counter()
            try:
                # Once a text has passed, a repair is shown only if it turns out better.
                shown_to = NOBODY if tries.best else show
                answer = await self._answer(pre, messages, end, shown_to)
                candidate = await self._prove(pre, answer, end)
            except AnswerCutOff as cut:
                tries = tries.failed(cut, ms_since(began), "cut_off")
                continue
            except ModelError as error:
                late = isinstance(error, DeadlinePassed)
                return tries.stopped(
                    error, ms_since(began), "deadline" if late else "model_unavailable"
                )
            tries = tries.proved(candidate, answer)
            if candidate.flawless:
                break
            if not tries.best:
                await show.retract()
            messages = render_repair(asked, answer.text, pre, candidate.verdict)
        return tries if tries.best else tries.exhausted()

    async def _answer(
        self,
        pre: PreCheck,
        messages: Sequence[Message],
        end: float,
        show: Broadcast,
    ) -> Completion:
        """Return the model's answer, shown as it comes to whoever watches. Raises ModelError."""
        max_tokens = ANSWER_TOKENS + len(pre.masked.text)
        broken = NO_CALLS
        if show.watched:
            release, heard = Release(pre), 0
            pieces = self.model.stream(messages, deadline=end, max_tokens=max_tokens)
            try:
                async with aclosing(pieces):
                    async for piece in pieces:
                        if isinstance(piece, Completion):
                            return piece
                        heard += len(piece)
                        size = len(pre.draft) + heard
                        await show.tell(await self.computing.run(size, release.feed, piece))
            except (AnswerCutOff, AnswerUnusable, ModelUnavailable) as error:
                if not heard:
                    raise  # it has been asked as often as it may be
                await show.retract()
                broken = error.usage
        answer = await self.model.complete(messages, deadline=end, max_tokens=max_tokens)
        return replace(answer, usage=broken + answer.usage)

    async def _prove(self, pre: PreCheck, answer: Completion, end: float) -> Candidate:
        """Check a model's answer. Raises DeadlinePassed."""
        try:
            async with asyncio.timeout_at(end):
                size = len(pre.draft) + len(answer.text)
                return await self.computing.run(size, prove, pre, answer.text)
        except TimeoutError:
            raise DeadlinePassed(usage=answer.usage) from None
