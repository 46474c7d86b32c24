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
    level = n.level - case when n.level >= %(needed)s or %(anyway)s then %(amount)s else 0 end,
    filled_at = clock_timestamp()
from now_full n where b.name = n.name
returning n.level
"""


async def take(connection: Connection, name: str, amount: float, per_minute: float) -> float:
    """Take `amount` from a bucket: 0, or else the seconds after which to ask again.

    More than a bucket holds may be taken from a full one, and is waited for by those who come next.
    """
    level = await _change(connection, name, amount, per_minute, anyway=False)
    missing = _needed(amount, per_minute) - level
    return max(0.0, missing / _rate(per_minute))


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
        "rate": _rate(per_minute),
        "needed": _needed(amount, per_minute),
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


def _rate(per_minute: float) -> float:
    """What flows in a second."""
    return per_minute * (1 - BURST) / 60


def _needed(amount: float, per_minute: float) -> float:
    """What has to be in a bucket for `amount` to be taken."""
    return min(amount, per_minute * BURST)
