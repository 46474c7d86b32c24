"""How a worker works."""

from __future__ import annotations

from dataclasses import dataclass

from batch.limiting import Limits

NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class WorkerSettings:
    """The settings of one worker; times are seconds.

    `calls` bounds the items under way at a time, and so the model's calls. A worker that has given
    no sign of life for `stalled_s` is taken for dead; it gives one every `heartbeat_s`. At its end
    it waits `shutdown_s` for what is under way; what is not finished then is begun again by others.
    """

    calls: int = 16
    limits: Limits = NO_LIMITS
    heartbeat_s: float = 10.0
    stalled_s: float = 30.0
    shutdown_s: float = 30.0
