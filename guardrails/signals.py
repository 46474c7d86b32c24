"""Signals: the good things a text shows, and which of them its situation calls for."""

from __future__ import annotations

import re
from collections.abc import Mapping

from guardrails.reading import Reading
from guardrails.situation import CALM, Situation, read_content
from guardrails.values import Signal, Signals, Span
from guidance.model import SIGNAL_NAMES, SignalName

_RESTATED_FROM = 2
"""Shared words of content that restate a complaint; one is enough beside an apology."""
_DEED = re.compile(r"(?:I|we)\s?(?:['\u2019]ve|have)\b|.*\bbeen\b", re.IGNORECASE)
"""A next step that is done already shows care by itself."""

Present = Mapping[SignalName, tuple[Span, ...]]


def find_signals(reading: Reading, situation: Situation = CALM) -> Signals:
    """Return the five signals of a text that answers this situation.

    A problem, a refusal or an upset customer calls for `next_step` or `offers_choice`, and for
    `acknowledges` unless the text shows its care otherwise. A complaint that the text does not
    restate calls for `listens` or `their_view`. Of such a pair the one that is present is needed;
    if neither is, the one that fits the situation better.
    """
    present = {name: reading.spans("signal", name) for name in SIGNAL_NAMES}
    needed: set[SignalName] = set()
    if situation.problem or situation.refusal or situation.upset:
        if not _cares(reading.text, present, situation):
            needed.add("acknowledges")
        better: SignalName = "offers_choice" if situation.refusal else "next_step"
        needed |= _either(("next_step", "offers_choice"), better, present)
    if situation.complaint and not _restates(reading.text, situation.complaint, present):
        better = "their_view" if situation.upset else "listens"
        needed |= _either(("listens", "their_view"), better, present)
    return Signals(**{name: Signal(bool(s), name in needed, s) for name, s in present.items()})


def _cares(text: str, present: Present, situation: Situation) -> bool:
    """Whether a text without `acknowledges` shows its care otherwise.

    Seeing it from their side does. To a calm customer, so do a choice, words that show listening,
    and a deed: "I've sent a new one".
    """
    if present["acknowledges"]:
        return False  # it is there, and is what the situation called for
    if present["their_view"]:
        return True
    if situation.upset:
        return False
    if situation.refusal:
        return bool(present["offers_choice"])
    deed = any(_DEED.match(text, *span) for span in present["next_step"])
    return deed or bool(present["offers_choice"] or present["listens"])


def _either(
    pair: tuple[SignalName, SignalName], better: SignalName, present: Present
) -> set[SignalName]:
    return {name for name in pair if present[name]} or {better}


def _restates(text: str, complaint: frozenset[str], present: Present) -> bool:
    shared = len(read_content(text) & complaint) + bool(present["acknowledges"])
    return shared >= min(_RESTATED_FROM, len(complaint))
