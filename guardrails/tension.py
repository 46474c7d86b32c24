"""Tension: how heated a text is, from 0 (calm) to 1 (furious).

A sum of weighted signs. One strong sign (an insult, fury, a threat) is enough for advice to cool
off; weaker ones (a repeated contact, urgency) must come together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TypeVar

from guardrails.folding import Folded, fold
from guardrails.matcher import Matcher
from guardrails.spans import find_holder
from guardrails.values import Finding, Span
from guardrails.wordlists import load_words
from guidance.model import Theme

K = TypeVar("K")

_WEIGHTS = {
    "abuse": 0.6,
    "fury": 0.5,
    "threat": 0.5,
    "swearing": 0.3,
    "accusation": 0.3,
    "anger": 0.25,
    "repetition": 0.15,
    "urgency": 0.1,
}
"""What one sign of each kind weighs; a second of its kind weighs half, further ones a quarter."""
_THEMES: dict[Theme, float] = {"heat": 0.35, "argument": 0.2, "blame": 0.15}
"""What an offence of each theme adds to the tension of a draft, likewise."""
_OURS = ("abuse", "swearing")
"""Signs that show heat in an agent's words too; the others are what a kind answer names."""
_JOY = "joy"

_WORD = re.compile(r"[A-Za-z][A-Za-z'\u2019]+")
_MARKS = re.compile(r"[!?]{0,20}!{2,}[!?]*|\?{2,}[!?]*|!\?")
_SHOUTED_THROUGHOUT = 0.5
"""Share of words in capitals from which a text shouts throughout."""


def measure_tension(text: str) -> float:
    """Return the tension of a customer's message."""
    signs = Counter(match.key for match in _signs().find(fold(text)))
    heat = _sum(_WEIGHTS, signs)
    if heat or not signs[_JOY]:
        heat += _measure_shouting(text)
    return round(min(heat, 1.0), 2)


def measure_draft_tension(
    draft: Folded, findings: Iterable[Finding] = (), protected: Sequence[Span] = ()
) -> float:
    """Return the tension of a draft: of its offences, and of words that no agent should use.

    What stands in `protected` spans is not the agent's.
    """
    is_protected = find_holder(protected)
    signs = Counter(
        match.key
        for match in _signs().find(draft)
        if not is_protected(match.start, match.start + 1)
    )
    themes = Counter(finding.theme for finding in findings if finding.severity != "suggestion")
    ours = {kind: _WEIGHTS[kind] for kind in _OURS}
    return round(min(_sum(ours, signs) + _sum(_THEMES, themes), 1.0), 2)


@cache
def _signs() -> Matcher[str]:
    words = load_words("tension")
    return Matcher((kind, pattern) for kind in (*_WEIGHTS, _JOY) for pattern in words[kind])


def _sum(weights: Mapping[K, float], counts: Mapping[K, int]) -> float:
    return sum((_weigh(weight, counts.get(kind, 0)) for kind, weight in weights.items()), 0.0)


def _weigh(weight: float, count: int) -> float:
    return weight * (min(count, 1) + 0.5 * (count > 1) + 0.25 * max(count - 2, 0))


def _measure_shouting(text: str) -> float:
    """Capitals and repeated marks raise the voice; alone they say little."""
    words = _WORD.findall(text)
    capitals = [word for word in words if word.isupper()]
    if len(words) >= 4 and len(capitals) >= _SHOUTED_THROUGHOUT * len(words):
        voice = 0.4
    else:
        emphatic = frozenset(load_words("tension")["shouted"])
        shouted = sum(word.casefold() in emphatic for word in capitals if len(word) > 1)
        voice = min(0.1 * shouted, 0.3)
    return voice + min(0.1 * len(_MARKS.findall(text)), 0.2)
