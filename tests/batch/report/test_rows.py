from __future__ import annotations

import pytest

from batch.report import open_row, with_error, with_result
from batch.report.values import ReportRow
from guardrails.rulebook import Rulebook
from guidance.loading import load_guidance
from rewriting.rewriter import Rewriter
from tests.batch.report.sample import rejected, rewritten, unchanged

DRAFT = "We can't refund order 48213. Next time check the size first."


@pytest.fixture(scope="module")
def rewriter() -> Rewriter:
    return Rewriter(Rulebook.compile(load_guidance()))


async def rewritten_row(rewriter: Rewriter, draft: str) -> ReportRow:
    return with_result(open_row(4, "x", draft, title="t", line=5), await rewriter.rewrite(draft))


@pytest.mark.anyio
async def test_a_row_holds_what_the_result_says(rewriter: Rewriter) -> None:
    row = await rewritten_row(rewriter, DRAFT)
    assert (row.seq, row.id, row.title, row.line) == (4, "x", "t", 5)
    assert (row.outcome, row.engine) == ("rewritten", "rules")
    assert {one.theme for one in row.before} >= {"refusal", "blame"}
    assert all(DRAFT[one.start : one.end] == one.match for one in row.before)


@pytest.mark.anyio
async def test_the_changes_turn_the_draft_into_the_text(rewriter: Rewriter) -> None:
    row = await rewritten_row(rewriter, DRAFT)
    text, done = "", 0
    for change in row.changes:
        text += DRAFT[done : change.start] + change.after
        done = change.end
    assert text + DRAFT[done:] == row.text


@pytest.mark.anyio
async def test_a_draft_that_needs_nothing_needs_no_look(rewriter: Rewriter) -> None:
    row = await rewritten_row(rewriter, "Thank you for writing to us.")
    assert (row.outcome, row.needs_look, row.change_share) == ("unchanged", False, 0)


def test_what_went_wrong_needs_a_look() -> None:
    row = with_error(open_row(0, None, None, line=1), "not_json", "This is no object.")
    assert row.outcome == "error"
    assert row.needs_look
    assert rejected(0).needs_look


def test_a_rewrite_needs_a_look_if_something_is_left_or_the_model_failed() -> None:
    assert not rewritten(0).needs_look
    assert not rewritten(0, degraded="no_model").needs_look
    assert rewritten(0, degraded="repairs_exhausted").needs_look
    assert rewritten(0, left=rewritten(0).before).needs_look
    assert rewritten(0, lacking=("listens",)).needs_look


def test_an_item_that_nobody_worked_on_needs_no_look() -> None:
    assert not open_row(0, None, "Hello").needs_look


def test_the_share_of_change_lies_between_nothing_and_all() -> None:
    assert 0 < rewritten(3).change_share < 1
    assert unchanged(3).change_share == 0
