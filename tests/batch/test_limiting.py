"""What workers take from the limits that they share, and what they give back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from batch.limiting import FIRST_GUESS, Limits, SharedLimits
from batch.values import Entry
from rewriting.results import Usage
from storage.database import Database
from tests.batch.running import QUICK, ObedientRewriter, ended, submit, working

pytestmark = pytest.mark.anyio

SLOW = 1_000
"""Tokens a minute of which little flows in while a test runs."""
MEANWHILE = 300
AMPLE = Limits(requests=1_000_000, tokens=1_000_000_000)


async def used(database: Database, name: str, per_minute: int) -> float:
    """What is missing in a bucket, as if no time had passed since it was touched last."""
    async with database.connection() as connection:
        cursor = await connection.execute("select level from buckets where name = %s", (name,))
        (level,) = await cursor.fetchone() or (None,)
    assert level is not None
    return per_minute / 10 - level


async def test_a_call_is_taken_before_and_corrected_after(database: Database) -> None:
    shared = SharedLimits(database, Limits(tokens=SLOW))
    guess = await shared.admit()
    assert guess == FIRST_GUESS
    assert await used(database, "tokens", SLOW) == pytest.approx(FIRST_GUESS, abs=MEANWHILE)
    await shared.account(guess, Usage(2, 5_000, 400, 0))
    assert await used(database, "tokens", SLOW) == pytest.approx(5_400, abs=MEANWHILE)


async def test_what_cost_nothing_is_given_back(database: Database) -> None:
    shared = SharedLimits(database, Limits(tokens=SLOW))
    guess = await shared.admit()
    await shared.account(guess, None)
    assert await used(database, "tokens", SLOW) == pytest.approx(0, abs=MEANWHILE)


async def test_the_guess_learns_from_what_was_used(database: Database) -> None:
    shared = SharedLimits(database, AMPLE)
    for _ in range(50):
        await shared.account(await shared.admit(), Usage(1, 900, 100, 0))
    assert await shared.admit() == pytest.approx(1_000, rel=0.05)


async def test_drafts_that_need_the_model_go_through_the_limits(database: Database) -> None:
    given = [Entry(seq, seq, f"We can't do {seq}.") for seq in range(5)]
    batch_id = await submit(database, [*given])
    async with working(database, ObedientRewriter(), replace(QUICK, limits=AMPLE)):
        assert (await ended(database, batch_id)).done == 5
    assert await used(database, "requests", 1_000_000) >= 0
