"""Signals: the good things a text shows, and which of them the situation calls for."""

from __future__ import annotations

from guardrails.reading import Reading
from guardrails.values import Signal, Signals
from guidance.model import SIGNAL_NAMES


def find_signals(reading: Reading, _customer_message: str | None = None) -> Signals:
    """Return the five signals of a text."""
    spans = {name: reading.spans("signal", name) for name in SIGNAL_NAMES}
    return Signals(**{n: Signal(bool(s), needed=False, spans=tuple(s)) for n, s in spans.items()})
