"""What can be done with a batch: make it, watch it, read it, cancel it, delete it.

A batch belongs to the key that made it: with another `owner_key` it is not there.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

from batch.shapes import ERROR, ITEM_ID, RESULT
from batch.submitting import submit
from batch.values import (
    ENDED,
    BadCursor,
    BatchItem,
    BatchState,
    BatchStatus,
    ItemState,
    NoSuchBatch,
    Outcomes,
    Page,
)
from rewriting.results import RewriteResult, Usage
from storage import batches
from storage.database import Database
from storage.rows import BatchRow, ItemRow, Source

__all__ = [
    "cancel",
    "delete",
    "read_page",
    "read_results",
    "read_source",
    "read_status",
    "submit",
]

PAGE = 100
"""Items of a page, if nobody says otherwise."""


async def read_status(
    database: Database, batch_id: str, *, owner_key: str | None = None
) -> BatchStatus:
    """How a batch stands; reads one row, however large the batch is. Raises `NoSuchBatch`."""
    row = await _find(database, batch_id, owner_key)
    spent = row.spent
    used = Usage(spent.calls, spent.prompt_tokens, spent.completion_tokens, spent.cached_tokens)
    return BatchStatus(
        batch_id=row.id,
        state=row.state,
        total=row.total,
        done=row.done,
        outcomes=Outcomes(row.unchanged, row.rewritten, row.rejected, row.error),
        usage=used if spent.calls else None,
        created_at=row.created_at,
        updated_at=row.updated_at,
        eta_s=_estimate(row),
        expires_at=row.expires_at,
    )


async def read_page(
    database: Database,
    batch_id: str,
    *,
    cursor: str | None = None,
    limit: int = PAGE,
    owner_key: str | None = None,
) -> Page:
    """Up to `limit` items from `cursor` on. Raises `NoSuchBatch`, `BadCursor`."""
    try:
        after = -1 if cursor is None else int(cursor)
    except ValueError:
        raise BadCursor("The cursor is not one that a page named as `next`.") from None
    state = (await _find(database, batch_id, owner_key)).state
    async with database.connection() as connection:
        rows = await batches.read_items(connection, batch_id, after, limit + 1)
    items = tuple(_item(row, state) for row in rows[:limit])
    return Page(items, str(items[-1].seq) if len(rows) > limit else None)


async def read_results(
    database: Database, batch_id: str, *, owner_key: str | None = None
) -> AsyncIterator[BatchItem]:
    """Every item of a batch in order, read page by page. Raises `NoSuchBatch`."""
    cursor: str | None = None
    while True:
        page = await read_page(database, batch_id, cursor=cursor, limit=500, owner_key=owner_key)
        for item in page.items:
            yield item
        if page.next is None:
            return
        cursor = page.next


async def read_source(
    database: Database, batch_id: str, *, owner_key: str | None = None
) -> Source | None:
    """The file that a batch was made from, if it was made from one. Raises `NoSuchBatch`."""
    await _find(database, batch_id, owner_key)
    async with database.connection() as connection:
        return await batches.read_source(connection, batch_id)


async def cancel(database: Database, batch_id: str, *, owner_key: str | None = None) -> BatchStatus:
    """Begin no further item; those under way finish. How it stands then. Raises `NoSuchBatch`.

    A batch that has ended stays as it is.
    """
    await _find(database, batch_id, owner_key)
    async with database.transaction() as connection:
        await batches.cancel_batch(connection, batch_id)
    return await read_status(database, batch_id, owner_key=owner_key)


async def delete(database: Database, batch_id: str, *, owner_key: str | None = None) -> None:
    """Remove a batch with drafts and results; what is under way is thrown away when it ends.

    Raises `NoSuchBatch`.
    """
    await _find(database, batch_id, owner_key)
    async with database.transaction() as connection:
        await batches.delete_batch(connection, batch_id)


async def _find(database: Database, batch_id: str, owner_key: str | None) -> BatchRow:
    async with database.connection() as connection:
        row = await batches.read_batch(connection, batch_id, owner_key)
    if row is None:
        raise NoSuchBatch("There is no batch of this id.")
    return row


def _estimate(row: BatchRow) -> float | None:
    """Seconds until the end, at the speed so far; null before there is one."""
    if row.state != "running" or row.started_at is None or not row.done:
        return None
    passed = (row.updated_at - row.started_at).total_seconds()
    return round(max(passed, 0.0) / row.done * (row.total - row.done), 1)


def _item(row: ItemRow, batch_state: BatchState) -> BatchItem:
    state: ItemState = "cancelled" if batch_state in ENDED else "queued"
    if row.outcome is not None:
        state = "error" if row.outcome == "error" else "done"
    return BatchItem(
        seq=row.seq,
        id=ITEM_ID.validate_json(row.item_id),
        state=state,
        result=None if row.outcome is None or row.result is None else _result(row),
        error=ERROR.validate_json(row.error) if row.error else None,
        draft=row.draft,
    )


def _result(row: ItemRow) -> RewriteResult:
    """The result of a row; a twin's cost nothing, for the calls were its sibling's."""
    result = RESULT.validate_json(row.result or "")
    return replace(result, usage=None) if row.is_twin else result
