"""How long a step took."""

from __future__ import annotations

from time import perf_counter


def ms_since(began: float) -> float:
    """Milliseconds since a moment of `perf_counter`, to a microsecond."""
    return round((perf_counter() - began) * 1000, 3)
