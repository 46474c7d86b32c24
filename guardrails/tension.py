"""Tension: how heated a text is, from 0 (calm) to 1 (furious).

A sum of weighted words, by what they show, and of shouting. One strong sign (a threat, an insult)
suffices for advice to cool off; weak ones (urgency, a repeated contact) must come together.
"""

from __future__ import annotations

import re
from functools import cache

from guardrails.folding import Folded, fold
from guardrails.matcher import Matcher
from guardrails.wordlists import load_words

_WEIGHTS = {
    "abuse": 0.6,
    "fury": 0.45,
    "threat": 0.45,
    "accusation": 0.3,
    "anger": 0.3,
    "repetition": 0.2,
    "urgency": 0.1,
}
"""What one sign of each kind weighs; a second of its kind weighs half, further ones a quarter."""

_SHOUTED = re.compile(r"\b[A-Z]{3,}(?:['\u2019][A-Z]+)?\b")
_WORD = re.compile(r"\b[A-Za-z]{2,}\b")
_MARKS = re.compile(r"[!?]*![!?]*!|\?{3,}")
SHOUTING_SHARE = 0.5
"""Share of words in capitals from which a text shouts throughout."""


def measure_tension(text: str, folded: Folded | None = None) -> float:
    """Return the tension of `text`; `folded` spares folding it again."""
    counts: dict[str, int] = {}
    for match in _signs().find(folded or fold(text)):
        counts[match.key] = counts.get(match.key, 0) + 1
    heat = sum(_weigh(_WEIGHTS[kind], count) for kind, count in counts.items())
    heat += _measure_shouting(text, angry=heat > 0)
    return round(min(heat, 1.0), 2)


@cache
def _signs() -> Matcher[str]:
    words = load_words("tension")
    return Matcher((kind, pattern) for kind in _WEIGHTS for pattern in words[kind])


def _weigh(weight: float, count: int) -> float:
    return weight * (1 + 0.5 * min(count - 1, 1) + 0.25 * max(count - 2, 0))


def _measure_shouting(text: str, *, angry: bool) -> float:
    """Capitals and exclamation marks: joy has them too, so alone they say little."""
    words = _WORD.findall(text)
    shouted = _SHOUTED.findall(text)
    marks = len(_MARKS.findall(text))
    heat = 0.0
    if len(words) >= 4 and len(shouted) >= SHOUTING_SHARE * len(words):
        heat += 0.4
    elif angry:
        heat += min(0.05 * len(shouted), 0.15)
    if angry:
        heat += min(0.1 * marks, 0.2)
    return heat
