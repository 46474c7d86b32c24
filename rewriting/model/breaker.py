"""The circuit breaker: a model that keeps failing rests, and nobody waits for it meanwhile.

The libraries for this count a cancelled call as a success, and let everybody through at once when
the rest is over; a client that leaves says nothing of a server, and one question is enough to try.
"""

from __future__ import annotations

from rewriting.model.errors import AnswerUnusable, DeadlinePassed, ModelError, ModelUnavailable

FAILURES = 3
"""Questions in a row that failed, each asked as often as the retry policy allows."""
REST_S = 10.0
"""Seconds for which nobody asks; then one question a rest, until one is answered."""
PATIENCE_S = 5.0
"""Seconds after which silence is the model's failure, and not a caller's short deadline."""


class Breaker:
    """What is known of one model; times are seconds on the running loop's clock."""

    def __init__(self) -> None:
        self._failures = 0
        self._rests_until = 0.0

    def admit(self, now: float) -> None:
        """Let a question through. Raises `ModelUnavailable` while the model rests."""
        if now < self._rests_until:
            raise ModelUnavailable("(resting after failures)", retry_after=self._rests_until - now)
        if self._failures >= FAILURES:  # this question tries whether it is well again
            self._rests_until = now + REST_S

    def answered(self) -> None:
        """The model gave an answer, or refused one: it is up."""
        self._failures = 0
        self._rests_until = 0.0

    def failed(self, error: ModelError, waited_s: float, now: float) -> None:
        """A question failed for good, after so many seconds."""
        if not isinstance(error, DeadlinePassed | ModelUnavailable | AnswerUnusable):
            self.answered()
        elif waited_s >= PATIENCE_S or not isinstance(error, DeadlinePassed):
            self._failures += 1
            if self._failures >= FAILURES:
                self._rests_until = now + REST_S
