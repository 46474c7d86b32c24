"""The review report of a batch, written page by page as its results are read."""

from __future__ import annotations

from collections.abc import AsyncGenerator

from batch.formats.values import Entry, Item
from batch.report.embedding import embed_row
from batch.report.page import begin_report, end_report
from batch.report.rows import open_row, with_error, with_result
from batch.report.values import ReportHead, ReportRow
from batch.service import read_results, read_source, read_status
from batch.sources import open_source
from batch.values import BatchItem
from storage.database import Database


async def write_report(
    database: Database, batch_id: str, *, owner_key: str | None = None, model: str | None = None
) -> AsyncGenerator[str, None]:
    """Yield the report's HTML. Raises `NoSuchBatch`."""
    status = await read_status(database, batch_id, owner_key=owner_key)
    source = await read_source(database, batch_id, owner_key=owner_key)
    entries = open_source(source).items if source else ()
    yield begin_report(
        ReportHead(
            batch_id,
            name=source.name if source else "",
            created=status.created_at.isoformat(timespec="minutes"),
            total=status.total,
            model=model,
        )
    )
    count = 0
    async for item in read_results(database, batch_id, owner_key=owner_key):
        entry = entries[item.seq] if item.seq < len(entries) else None
        yield embed_row(_row(item, entry)) + "\n"
        count += 1
    yield end_report(count)


def _row(item: BatchItem, entry: Entry | None) -> ReportRow:
    title = entry.title if isinstance(entry, Item) else ""
    line = entry.line if entry else None
    row = open_row(item.seq, item.id, item.draft, title=title, line=line)
    if item.result:
        return with_result(row, item.result)
    return with_error(row, item.error.code, item.error.message) if item.error else row
