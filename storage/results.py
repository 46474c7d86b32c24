"""Results: written once for an item, and counted in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence

from storage.database import Connection
from storage.rows import NewResult, State

# `b` sends texts as they are: as part of the statement each quotation mark of their JSON would be
# escaped, which cost more than everything else.
_WRITE = """
with given as (
    select * from unnest(
        %(batch_ids)b::text[], %(seqs)s::int[], %(outcomes)b::text[],
        %(results)b::text[], %(errors)b::text[],
        %(calls)s::bigint[], %(prompt)s::bigint[], %(completion)s::bigint[], %(cached)s::bigint[]
    ) as t (batch_id, seq, outcome, result, error, calls, prompt, completion, cached)
), inserted as (
    insert into results (batch_id, seq, outcome, result, error)
    select g.batch_id, g.seq, g.outcome, nullif(g.result, '')::json, nullif(g.error, '')::json
    from given g join batches b on b.id = g.batch_id
    on conflict do nothing
    returning batch_id, seq
), counted as (
    select batch_id, count(*) as done,
        count(*) filter (where outcome = 'unchanged') as unchanged,
        count(*) filter (where outcome = 'rewritten') as rewritten,
        count(*) filter (where outcome = 'rejected') as rejected,
        count(*) filter (where outcome = 'error') as error,
        sum(calls) as calls, sum(prompt) as prompt,
        sum(completion) as completion, sum(cached) as cached
    from inserted join given using (batch_id, seq)
    group by batch_id
)
update batches b set
    done = b.done + c.done,
    unchanged = b.unchanged + c.unchanged,
    rewritten = b.rewritten + c.rewritten,
    rejected = b.rejected + c.rejected,
    error = b.error + c.error,
    calls = b.calls + c.calls,
    prompt_tokens = b.prompt_tokens + c.prompt,
    completion_tokens = b.completion_tokens + c.completion,
    cached_tokens = b.cached_tokens + c.cached,
    state = case when b.done + c.done = b.total then 'done' else b.state end,
    updated_at = clock_timestamp()
from counted c where b.id = c.batch_id
"""


async def write_results(connection: Connection, rows: Sequence[NewResult]) -> dict[str, State]:
    """Write what is not written yet, and say in which state each batch is now.

    A result that an item has already is left as it is, and is not counted again. A batch that has
    been deleted is not in the answer. Call it in a transaction.
    """
    batch_ids = sorted({row.batch_id for row in rows})
    # In one order everywhere, so that two workers cannot wait for each other.
    await connection.execute(
        "select 1 from batches where id = any(%s) order by id for no key update", (batch_ids,)
    )
    await connection.execute(
        _WRITE,
        {
            "batch_ids": [row.batch_id for row in rows],
            "seqs": [row.seq for row in rows],
            "outcomes": [row.outcome for row in rows],
            "results": [row.result or "" for row in rows],
            "errors": [row.error or "" for row in rows],
            "calls": [row.spent.calls for row in rows],
            "prompt": [row.spent.prompt_tokens for row in rows],
            "completion": [row.spent.completion_tokens for row in rows],
            "cached": [row.spent.cached_tokens for row in rows],
        },
    )
    cursor = await connection.execute(
        "select id, state from batches where id = any(%s)", (batch_ids,)
    )
    return dict(await cursor.fetchall())
