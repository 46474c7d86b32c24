"""A batch from its submission to its end, with a real queue on a real database."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from batch import service
from batch.limiting import Limits
from batch.values import BadCursor, BrokenEntry, Entry, NoSuchBatch, Outcomes
from guardrails.context import Context
from rewriting.errors import UnsupportedLanguage
from rewriting.model.errors import ModelUnavailable
from rewriting.options import RewriteOptions
from storage.database import Database
from storage.rows import Source
from tests.batch.running import (
    ONE_CALL,
    QUICK,
    WEEK,
    ObedientRewriter,
    done_by_then,
    ended,
    entries,
    items_of,
    submit,
    working,
)

pytestmark = pytest.mark.anyio


async def test_every_item_has_its_own_result_in_its_place(database: Database) -> None:
    rewriter = ObedientRewriter()
    batch_id = await submit(database, entries(57))
    async with working(database, rewriter):
        status = await ended(database, batch_id)
    assert (status.state, status.total, status.done) == ("done", 57, 57)
    assert status.outcomes == Outcomes(rewritten=57)
    assert status.usage == replace(ONE_CALL, calls=57, prompt_tokens=5700, completion_tokens=1140)
    items = await items_of(database, batch_id)
    assert [item.seq for item in items] == list(range(57))
    assert [item.id for item in items] == [f"id-{seq}" for seq in range(57)]
    assert [item.result and item.result.text for item in items] == [
        f"text of draft {seq}" for seq in range(57)
    ]
    assert set(rewriter.asked.values()) == {1}


async def test_no_more_items_are_under_way_than_allowed_and_no_fewer(database: Database) -> None:
    async def wait(_: str) -> None:
        await asyncio.sleep(0.05)

    rewriter = ObedientRewriter(wait)
    batch_id = await submit(database, entries(60))
    async with working(database, rewriter):
        await ended(database, batch_id)
    assert rewriter.most_under_way == QUICK.calls


async def test_a_result_is_there_while_slower_items_are_not(database: Database) -> None:
    slow = asyncio.Event()

    async def wait(draft: str) -> None:
        if draft == "draft 0":
            await slow.wait()

    batch_id = await submit(database, entries(3))
    async with working(database, ObedientRewriter(wait)):
        status = await done_by_then(database, batch_id, 2)
        items = await items_of(database, batch_id)
        assert status.state == "running"
        assert status.eta_s is not None
        assert [item.state for item in items] == ["queued", "done", "done"]
        assert items[0].result is None
        slow.set()
        assert (await ended(database, batch_id)).done == 3


async def test_equal_drafts_in_equal_contexts_are_rewritten_once(database: Database) -> None:
    rewriter = ObedientRewriter()
    chat = Context(channel="chat")
    given: list[Entry | BrokenEntry] = [
        Entry(0, "a", "same"),
        Entry(1, "b", "other"),
        Entry(2, "c", "same"),
        Entry(3, "d", "same", chat),
        Entry(4, "e", "same", chat),
        *entries(30, start=5),
        Entry(35, "f", "same"),
    ]
    batch_id = await submit(database, given)
    async with working(database, rewriter):
        status = await ended(database, batch_id)
    assert rewriter.asked["same"] == 2
    assert status.done == 36
    assert status.usage
    assert status.usage.calls == 33
    items = await items_of(database, batch_id)
    texts = {item.seq: item.result.text for item in items if item.result}
    assert {texts[seq] for seq in (0, 2, 3, 4, 35)} == {"text of same"}
    usages = [items[seq].result.usage for seq in (0, 2, 35)]  # type: ignore[union-attr]  # just read
    assert usages == [ONE_CALL, None, None]


async def test_a_broken_entry_has_its_error_and_its_place(database: Database) -> None:
    given = [
        *entries(1),
        BrokenEntry(1, None, "invalid_json", "The line is not JSON."),
        Entry(2, 7, "good"),
    ]
    batch_id = await submit(database, given)
    async with working(database, ObedientRewriter()):
        status = await ended(database, batch_id)
    assert status.outcomes == Outcomes(rewritten=2, error=1)
    _, broken, good = await items_of(database, batch_id)
    assert (broken.state, broken.id, broken.result) == ("error", None, None)
    assert broken.error
    assert (broken.error.code, broken.error.message) == ("invalid_json", "The line is not JSON.")
    assert good.id == 7


@pytest.mark.parametrize("given", [[], [BrokenEntry(0, 1, "empty", "Blank.")]])
async def test_a_batch_without_work_is_done_at_once(
    database: Database, given: list[Entry | BrokenEntry]
) -> None:
    batch_id = await submit(database, given)
    status = await service.read_status(database, batch_id)
    assert (status.state, status.done) == ("done", len(given))


async def test_whatever_is_raised_for_an_item_is_its_error_and_stops_nothing(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    raised = {
        "draft 0": UnsupportedLanguage(),
        "draft 1": ModelUnavailable(),
        "draft 2": RecursionError("xylocanary"),
    }

    async def fail(draft: str) -> None:
        if draft in raised:
            raise raised[draft]

    batch_id = await submit(database, entries(5))
    async with working(database, ObedientRewriter(fail)):
        status = await ended(database, batch_id)
    assert status.outcomes == Outcomes(rewritten=2, error=3)
    errors = [item.error for item in await items_of(database, batch_id) if item.error]
    assert [error.code for error in errors] == [
        "unsupported_language",
        "model_unavailable",
        "internal",
    ]
    assert "xylocanary" not in str(errors)
    assert "xylocanary" not in " ".join(record.getMessage() for record in caplog.records)


async def test_a_cancelled_batch_finishes_what_is_under_way_and_soon_begins_nothing(
    database: Database,
) -> None:
    go_on, began = asyncio.Event(), asyncio.Event()

    async def wait(_: str) -> None:
        began.set()
        # Those that begin later are still under way when the first results have been written.
        await (asyncio.sleep(1.5) if go_on.is_set() else go_on.wait())

    rewriter = ObedientRewriter(wait)
    batch_id = await submit(database, entries(200))
    async with working(database, rewriter):
        await asyncio.wait_for(began.wait(), 20)
        await asyncio.sleep(0.1)
        assert (await service.cancel(database, batch_id)).state == "cancelling"
        go_on.set()
        status = await ended(database, batch_id)
    assert status.state == "cancelled"
    assert QUICK.calls <= status.done <= 3 * QUICK.calls
    assert status.done == rewriter.asked.total()
    states = [item.state for item in await items_of(database, batch_id)]
    assert states.count("done") == status.done
    assert states.count("cancelled") == 200 - status.done


async def test_cancelling_what_nobody_has_begun_ends_it_at_once(database: Database) -> None:
    batch_id = await submit(database, entries(30))
    assert (await service.cancel(database, batch_id)).state == "cancelled"
    rewriter = ObedientRewriter()
    async with working(database, rewriter):
        await ended(database, await submit(database, entries(1)))
    assert rewriter.asked.total() == 1


async def test_cancelling_what_has_ended_changes_nothing(database: Database) -> None:
    batch_id = await submit(database, [])
    assert (await service.cancel(database, batch_id)).state == "done"


async def test_a_deleted_batch_leaves_nothing_also_while_it_runs(database: Database) -> None:
    go_on, began = asyncio.Event(), asyncio.Event()

    async def wait(_: str) -> None:
        began.set()
        await go_on.wait()

    batch_id = await submit(database, entries(40), source=Source("a.jsonl", "jsonl", b"{}"))
    async with working(database, ObedientRewriter(wait)):
        await asyncio.wait_for(began.wait(), 20)
        await service.delete(database, batch_id)
        go_on.set()
        await ended(database, await submit(database, entries(1, start=100)))
    with pytest.raises(NoSuchBatch):
        await service.read_status(database, batch_id)
    async with database.connection() as connection:
        for table in ("items", "results", "chunks", "sources"):
            cursor = await connection.execute(
                f"select count(*) from {table} where batch_id = %s",  # noqa: S608  (listed above)
                (batch_id,),
            )
            assert await cursor.fetchone() == (0,)
        cursor = await connection.execute("select count(*) from procrastinate_jobs")
        assert await cursor.fetchone() == (0,)


async def test_a_batch_is_deleted_when_its_time_is_over(database: Database) -> None:
    options = RewriteOptions()
    batch_id = await service.submit(database, entries(3), options, keep_for=timedelta(seconds=0.1))
    kept = await submit(database, entries(3))
    async with working(database, ObedientRewriter()):
        with pytest.raises(NoSuchBatch):
            await done_by_then(database, batch_id, 4)
        assert (await ended(database, kept)).done == 3


async def test_another_key_does_not_see_a_batch(database: Database) -> None:
    batch_id = await submit(database, entries(1), owner_key="k1")
    assert (await service.read_status(database, batch_id, owner_key="k1")).total == 1
    for owner in ("k2", None):
        for act in (service.read_status, service.cancel, service.delete, service.read_page):
            with pytest.raises(NoSuchBatch):
                await act(database, batch_id, owner_key=owner)


async def test_ids_are_long_and_random(database: Database) -> None:
    ids = {await submit(database, []) for _ in range(5)}
    assert len(ids) == 5
    assert all(len(batch_id.removeprefix("bt_")) == 32 for batch_id in ids)


async def test_pages_follow_each_other_without_gap_or_overlap(database: Database) -> None:
    batch_id = await submit(database, entries(7))
    seqs, cursor = [], None
    while True:
        page = await service.read_page(database, batch_id, cursor=cursor, limit=3)
        seqs.append([item.seq for item in page.items])
        if (cursor := page.next) is None:
            break
    assert seqs == [[0, 1, 2], [3, 4, 5], [6]]
    with pytest.raises(BadCursor):
        await service.read_page(database, batch_id, cursor="x")


async def test_the_file_is_kept_as_it_came(database: Database) -> None:
    source = Source("macros.json", "zendesk", bytes(range(256)))
    batch_id = await submit(database, entries(1), source=source)
    assert await service.read_source(database, batch_id) == source


async def test_a_draft_that_needs_nothing_waits_for_no_limit(database: Database) -> None:
    limited = replace(QUICK, limits=Limits(requests=1, tokens=1))
    batch_id = await submit(database, [Entry(seq, seq, f"Thank you, {seq}.") for seq in range(40)])
    async with working(database, ObedientRewriter(), limited):
        assert (await ended(database, batch_id)).done == 40


async def test_a_submission_that_fails_leaves_nothing(database: Database) -> None:
    def broken() -> object:
        yield from entries(5)
        raise OSError("the file ended")

    with pytest.raises(OSError, match="the file ended"):
        await service.submit(database, broken(), RewriteOptions(), keep_for=WEEK)  # type: ignore[arg-type]  # it never gets to be one
    async with database.connection() as connection:
        for table in ("batches", "items", "chunks", "procrastinate_jobs"):
            cursor = await connection.execute(f"select count(*) from {table}")  # noqa: S608
            assert await cursor.fetchone() == (0,)
