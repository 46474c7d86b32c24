"""What one question has cost so far."""

from __future__ import annotations

from dataclasses import dataclass

from rewriting.model.errors import NO_CALLS
from rewriting.results import Usage


@dataclass(slots=True)
class Spent:
    """A running total over all calls, failed ones included."""

    usage: Usage = NO_CALLS
