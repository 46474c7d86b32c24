"""How time is taken: of the processor, and the best of some rounds, for other processes disturb."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from time import process_time
from typing import TypeVar

T = TypeVar("T")
ROUNDS = 5


def time_each(work: Callable[[T], object], subjects: Sequence[T], rounds: int = ROUNDS) -> float:
    """Microseconds of processor time per subject, once each has been seen before."""
    for subject in subjects:
        work(subject)
    best = []
    for subject in subjects:
        times = []
        for _ in range(rounds):
            begun = process_time()
            work(subject)
            times.append(process_time() - begun)
        best.append(min(times))
    return statistics.mean(best) * 1e6
