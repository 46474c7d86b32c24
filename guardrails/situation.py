"""The situation: what a draft answers, read from the draft and from the customer's message."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from guardrails.characters import JOINT
from guardrails.folding import Folded, fold
from guardrails.matcher import Matcher
from guardrails.tension import measure_tension
from guardrails.values import Finding
from guardrails.wordlists import load_words

UPSET_FROM = 0.3
"""Tension of the customer's message from which the customer counts as upset."""
_DRAFT = ("mishap", "refusal", "dispute", "hypothetical")
_MESSAGE = ("problem", "contented", "hypothetical")

_CONTENT = re.compile(r"[^\W\d_]{4,}|[0-9]{2,}")
_STEM = 5
"""Letters by which two words are the same: "charge", "charged", "charging"."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What calls for signals: a problem, a refusal, an upset customer, a complaint.

    `complaint` holds the stems of the words that a complaint is made of, so that any text can be
    asked whether it restates it; None when nobody complained.
    """

    problem: bool = False
    refusal: bool = False
    upset: bool = False
    complaint: frozenset[str] | None = None


CALM = Situation()


def read_situation(
    draft: Folded, findings: Iterable[Finding] = (), customer_message: str | None = None
) -> Situation:
    """Read the situation of a draft, whose findings tell its blunt refusals."""
    said = _find(draft, _DRAFT)
    refusal = "refusal" in said or any(
        finding.theme == "refusal" and finding.severity != "suggestion" for finding in findings
    )
    problem = not said.isdisjoint(("mishap", "dispute"))
    if not customer_message:
        return Situation(problem=problem, refusal=refusal)
    told = _find(fold(customer_message), _MESSAGE)
    tension = measure_tension(customer_message)
    upset = tension >= UPSET_FROM
    trouble = "problem" in told and (upset or "contented" not in told)
    complained = upset or (trouble and tension > 0)
    return Situation(
        problem=problem or trouble,
        refusal=refusal,
        upset=upset,
        complaint=read_content(customer_message) if complained else None,
    )


def read_content(text: str) -> frozenset[str]:
    """Return the stems of the words in `text` that carry its content."""
    stop = frozenset(load_words("stopwords")["words"])
    words = (
        word for word in _CONTENT.findall(fold(text).text.replace(JOINT, "")) if word not in stop
    )
    return frozenset(word[:_STEM] for word in words)


def _find(text: Folded, kinds: tuple[str, ...]) -> set[str]:
    """Which of the kinds a text speaks of as what is, not as what may be."""
    matches = _matcher(kinds).find(text)
    supposed = bytearray(len(text.original))
    for match in matches:
        if match.key == "hypothetical":
            supposed[match.start : match.end] = b"\1" * (match.end - match.start)
    return {match.key for match in matches if not supposed[match.start]}


@cache
def _matcher(kinds: tuple[str, ...]) -> Matcher[str]:
    words = load_words("situations")
    return Matcher((kind, pattern) for kind in kinds for pattern in words[kind])
