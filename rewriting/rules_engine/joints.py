"""Joints: how clauses hang together after some were reworded and some went."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rewriting.rules_engine.clauses import Clause
from rewriting.rules_engine.tidying import capitalised

_REQUEST = re.compile(r"(?:please|let me|could you|would you|may I|shall I)\b", re.IGNORECASE)
_FINDING_OUT = re.compile(r"let me\b", re.IGNORECASE)
"""Says what the agent does next, and stands better in a sentence of its own."""
_FOLLOWS = re.compile(r"without that,", re.IGNORECASE)
"""Says what follows, and does so as well."""
_OFFER = re.compile(
    r"(?:^|[,;:] (?:(?:so|and|but|then) )*)(?:shall|would|could|may) (?:I|you|we)\b", re.IGNORECASE
)
_HEDGE = re.compile(r"^(?:it looks like|it seems(?: that)?|from what I see,) ", re.IGNORECASE)
_DANGLING = re.compile(r",? (?:and|but)(?=\.|$)", re.IGNORECASE)
"""A conjunction whose clause has gone."""
_LED_ON = re.compile(r"(?:so|because) ", re.IGNORECASE)
_LEADING = ("if", "when", "unless", "until", "while")
_BINDING = ("", "so", "and", "but")
"""Conjunctions that a request may follow: "so please restart it", never "because please"."""


def mend_joints(before: Sequence[Clause], after: Sequence[Clause | None]) -> list[Clause]:
    """The clauses that are left, with joints that fit what became of them, one for one."""
    mended: list[Clause] = []
    for i, (old, new) in enumerate(zip(before, after, strict=True)):
        if new is None:
            continue
        if not mended:
            keeps = new.word.lower() in _LEADING or (new == old and i == 0)
            mended.append(replace(new, joint="", word=new.word if keeps else ""))
            continue
        lost = after[i - 1] is None
        changed = new != old or after[i - 1] != before[i - 1]
        mended.append(_mended(mended, old, new, lost=lost, changed=changed))
    return mended


def _mended(
    left: Sequence[Clause], old: Clause, new: Clause, *, lost: bool, changed: bool
) -> Clause:
    """One clause with a joint that fits; `lost` says whether the clause before it went."""
    hedged = any(_HEDGE.match(clause.text) for clause in left)
    text = _HEDGE.sub("", new.text) if old.is_subordinate or hedged else new.text
    word = new.word.lower()
    if (lost and word and word not in _LEADING) or (_REQUEST.match(text) and word not in _BINDING):
        return Clause(".", "", text)
    if changed and _FOLLOWS.match(text):
        return Clause(".", "", text)
    if changed and word == "and" and _FINDING_OUT.match(text):
        return Clause(".", "", text)
    if changed and new.joint in (",", "") and not (word or _LED_ON.match(text)):
        return Clause("." if left[-1].is_whole else ",", "", text)
    return Clause(new.joint, new.word, text)


def end_sentence(text: str, end: str, *, asks: bool) -> str:
    """Give a sentence its capital and its closing mark: calm, unless it still asks something."""
    text = _DANGLING.sub("", text)
    if not text:
        return ""
    asks = asks or bool(_OFFER.search(text.rsplit(". ", 1)[-1]))
    closing = re.sub(r"[.!?\u2026]+", "?" if asks else ".", end, count=1) if end else ""
    if not closing and not text.endswith((":", ",", ";")):
        closing = "?" if asks else "."
    return capitalised(text) + closing
