"""Limits that all workers share: buckets that refill with time, one row each."""

from __future__ import annotations

from storage.database import Connection

BURST = 0.1
"""The share of a minute's limit that may be used at once. The rest flows in evenly, so that no
minute, wherever it begins, sees more than the limit."""

_REFILL = """
with now_full as (
    select name, least(
        %(capacity)s,
        level + %(rate)s * extract(epoch from clock_timestamp() - filled_at)
    ) as level
    from buckets where name = %(name)s for update
)
update buckets b set
    level = n.level - case when n.level > 0 or %(anyway)s then %(amount)s else 0 end,
    filled_at = clock_timestamp()
from now_full n where b.name = n.name
returning n.level
"""


async def take(connection: Connection, name: str, amount: float, per_minute: float) -> float:
    """Take `amount` from a bucket: 0, or else the seconds after which to ask again.

    Whatever is in the bucket is enough to take from it, and what was too much is waited for by
    those who come next: nobody knows beforehand how many tokens an answer will have.
    """
    level = await _change(connection, name, amount, per_minute, anyway=False)
    rate = per_minute * (1 - BURST) / 60
    return 0.0 if level > 0 else -level / rate + 0.01


async def settle(connection: Connection, name: str, amount: float, per_minute: float) -> None:
    """Take what was used beyond what was taken, or give back what was not used (`amount` < 0)."""
    await _change(connection, name, amount, per_minute, anyway=True)


async def _change(
    connection: Connection, name: str, amount: float, per_minute: float, *, anyway: bool
) -> float:
    """The level before this change."""
    capacity = per_minute * BURST
    values = {
        "name": name,
        "amount": amount,
        "capacity": capacity,
        "rate": per_minute * (1 - BURST) / 60,
        "anyway": anyway,
    }
    cursor = await connection.execute(_REFILL, values)
    row = await cursor.fetchone()
    if row is None:
        await connection.execute(
            "insert into buckets (name, level) values (%s, %s) on conflict do nothing",
            (name, capacity),
        )
        cursor = await connection.execute(_REFILL, values)
        row = await cursor.fetchone()
    return float(row[0]) if row else 0.0
