"""Working on a chunk: its items side by side, each answered once, each result written at once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol

from batch.faults import WORKER_DIED, explain
from batch.limiting import SharedLimits
from batch.settings import WorkerSettings
from batch.shapes import CONTEXT, ERROR, OPTIONS, RESULT, to_json
from batch.values import ItemError
from batch.writing import ResultWriter
from guardrails.context import Context
from guardrails.precheck import check_draft
from guardrails.rulebook import Rulebook
from rewriting.options import RewriteOptions
from rewriting.results import RewriteResult
from storage.chunks import close_chunk, finished_among, open_chunk, suspect_item
from storage.database import Connection, Database
from storage.rows import NOTHING_SPENT, Chunk, NewResult, Outcome, Spent, State, WorkItem

CAREFUL_AFTER = 3
"""Failed tries of a chunk after which its items are worked on one at a time, to find the one that
takes the worker with it."""
MOST_DEATHS = 3
"""How often an item that is alone may end its worker before that is its result."""

FRESH_S = 1.0
"""How long a look at the tables holds: then it is asked again whether the batch is still wanted and
which items another worker has finished."""

Ours = Callable[[Connection], Awaitable[bool]]
"""Tells whether a chunk is still this worker's."""


class Rewriting(Protocol):
    """What can rewrite a draft: `rewriting.rewriter.Rewriter`, or a substitute in tests."""

    @property
    def rulebook(self) -> Rulebook:
        """The rules by which it judges."""
        ...

    async def rewrite(self, draft: str, context: Context, options: RewriteOptions) -> RewriteResult:
        """The outcome for one draft; see `Rewriter.rewrite`."""
        ...


class Working:
    """What the chunks of one process share: the rewriter, and how many items are under way."""

    def __init__(
        self,
        database: Database,
        rewriter: Rewriting,
        writer: ResultWriter,
        settings: WorkerSettings,
    ) -> None:
        self._database = database
        self._rewriter = rewriter
        self._writer = writer
        self._room = asyncio.Semaphore(settings.calls)
        self._limits = SharedLimits(database, settings.limits) if settings.limits else None
        self._unwanted: set[str] = set()

    async def work_on(self, batch_id: str, number: int, failed_tries: int, ours: Ours) -> None:
        """Answer what is unanswered in a chunk, and close it; `ours` tells whether it still is.

        An item is in one of two states: it has its result, or it is worked on by whoever has the
        chunk. So nothing is lost when this ends halfway, and nothing is doubled when two do it.
        """
        async with self._database.connection() as connection:
            chunk = await open_chunk(connection, batch_id, number)
        if chunk is None:
            return
        under_way = _UnderWay(self._database, batch_id, chunk, self._unwanted, ours)
        if failed_tries < CAREFUL_AFTER:
            work = [self._work_on_item(under_way, item) for item in chunk.items]
            # Not a task group: one that fails must not stop the calls of the others.
            for ended in await asyncio.gather(*work, return_exceptions=True):
                if isinstance(ended, BaseException):
                    raise ended
        else:
            for item in chunk.items:
                await self._work_alone(under_way, item)
        if under_way.lost:
            return
        async with self._database.connection() as connection:
            await close_chunk(connection, batch_id, number)

    async def _work_alone(self, under_way: _UnderWay, item: WorkItem) -> None:
        if under_way.chunk.suspects.get(item.seq, 0) >= MOST_DEATHS:
            await self._write(under_way, item, WORKER_DIED)
            return
        await under_way.suspect(item)
        await self._work_on_item(under_way, item)

    async def _work_on_item(self, under_way: _UnderWay, item: WorkItem) -> None:
        context = CONTEXT.validate_json(item.context)
        options = under_way.options
        async with self._room:
            if not await under_way.still_needs(item):
                return
            guess = await self._admit(item, context, options)
            # Everything that can happen to an item is its answer; only dying is not.
            answer: RewriteResult | ItemError
            try:
                answer = await self._rewriter.rewrite(item.draft, context, options)
            except Exception as error:  # noqa: BLE001  (one item's fault must not end the others)
                answer = explain(error)
            if guess is not None and self._limits:
                usage = answer.usage if isinstance(answer, RewriteResult) else None
                await self._limits.account(guess, usage)
        await self._write(under_way, item, answer)

    async def _admit(
        self, item: WorkItem, context: Context, options: RewriteOptions
    ) -> float | None:
        """Wait for the shared limits if the model will be asked; before the deadline begins."""
        if self._limits is None or options.engine == "rules":
            return None
        check = check_draft(item.draft, context, self._rewriter.rulebook).check
        if not (check.needs_rewrite or options.always):
            return None
        return await self._limits.admit()

    async def _write(
        self, under_way: _UnderWay, item: WorkItem, answer: RewriteResult | ItemError
    ) -> None:
        rows = list(_rows(under_way.batch_id, item, answer))
        under_way.hear(await self._writer.write(rows))


class _UnderWay:
    """A chunk that is being worked on by this process, and perhaps by another by now."""

    def __init__(
        self,
        database: Database,
        batch_id: str,
        chunk: Chunk,
        unwanted: set[str],
        ours: Ours,
    ) -> None:
        self.batch_id = batch_id
        self.chunk = chunk
        self.options = OPTIONS.validate_json(chunk.options)
        self._database = database
        # Batches, cancelled or deleted, of which no chunk of this process begins anything more.
        self._unwanted = unwanted
        self.lost = False
        """Whether another worker has the chunk now, because this one seemed dead."""
        self._ours = ours
        self._loaded = _now()
        self._finished: set[int] = set()
        self._turn = asyncio.Lock()

    def hear(self, state: State | None) -> None:
        """Take note of the batch's state; null if it has been deleted."""
        if state not in ("queued", "running", "done"):
            self._unwanted.add(self.batch_id)

    async def still_needs(self, item: WorkItem) -> bool:
        """Whether an item is to be begun: not in a cancelled batch, nor if another has done it.

        Asks the tables again where the last look is old: a process that was frozen for longer than
        its heartbeat has lost its chunk to another, and must not make the calls a second time.
        """
        async with self._turn:
            if _now() - self._loaded > FRESH_S:
                seqs = [item.seq for item in self.chunk.items]
                async with self._database.connection() as connection:
                    state, self._finished = await finished_among(connection, self.batch_id, seqs)
                    self.lost |= not await self._ours(connection)
                self.hear(state)
                self._loaded = _now()
        wanted = self.batch_id not in self._unwanted and not self.lost
        return wanted and item.seq not in self._finished

    async def suspect(self, item: WorkItem) -> None:
        """Note that this item alone is worked on."""
        async with self._database.connection() as connection:
            await suspect_item(connection, self.batch_id, self.chunk.number, item.seq)


def _rows(batch_id: str, item: WorkItem, answer: RewriteResult | ItemError) -> list[NewResult]:
    """The rows of an item and of those that share its result."""
    if isinstance(answer, ItemError):
        error = to_json(ERROR, answer)
        return [NewResult(batch_id, seq, "error", error=error) for seq in (*item.twins, item.seq)]
    outcome: Outcome = answer.outcome
    usage = answer.usage
    spent = NOTHING_SPENT
    if usage:
        spent = Spent(
            usage.calls, usage.prompt_tokens, usage.completion_tokens, usage.cached_tokens
        )
    return [
        *(NewResult(batch_id, twin, outcome) for twin in item.twins),
        NewResult(batch_id, item.seq, outcome, to_json(RESULT, answer), spent=spent),
    ]


def _now() -> float:
    return asyncio.get_running_loop().time()
