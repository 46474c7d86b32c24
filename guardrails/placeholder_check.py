"""Placeholders come back byte for byte, as often as the draft holds them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from guardrails.placeholders import find_blanks, find_placeholders
from guardrails.reasons import give_reason
from guardrails.values import PlaceholdersKept, Reason, Span


def compare_placeholders(draft: str, rewrite: str) -> PlaceholdersKept:
    """Compare the placeholders of both texts as multisets."""
    before, after = Counter(_texts(draft)), Counter(_texts(rewrite))
    return PlaceholdersKept(
        kept=(before & after).total(),
        missing=tuple((before - after).elements()),
        added=tuple((after - before).elements()),
    )


def find_all_placeholders(text: str) -> tuple[Span, ...]:
    """The spans of placeholders and of blanks for a person to fill in."""
    placeholders = find_placeholders(text)
    blanks = (
        blank
        for blank in find_blanks(text)
        if not any(start < blank[1] and blank[0] < end for start, end in placeholders)
    )
    return (*placeholders, *blanks)


def explain_placeholders(kept: PlaceholdersKept, draft: str, rewrite: str) -> Iterator[Reason]:
    """A reason for each placeholder that is missing or added, with its place."""
    for text in kept.missing:
        yield give_reason("placeholder_missing", "draft", _place(draft, text), expected=text)
    for text in kept.added:
        yield give_reason("placeholder_added", "rewrite", _place(rewrite, text), found=text)


def _texts(text: str) -> list[str]:
    return [text[start:end] for start, end in find_all_placeholders(text)]


def _place(text: str, placeholder: str) -> Span:
    """The last place: of a doubled placeholder the second is the one too many."""
    start = text.rfind(placeholder)
    return start, start + len(placeholder)
