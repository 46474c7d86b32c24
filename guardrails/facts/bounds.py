"""Bounds: a number that became a limit, a limit that turned round, an amount that changed its sign.

"It is $40" promises more than "up to $40", and what is due "by 5 May" must not be due "after" it.
A limit can be said from either side ("not after" is "by"), so a sentence that may do so is let be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from guardrails.facts.lists import any_of, load_list
from guardrails.facts.numerals import small_letters
from guardrails.facts.sameness import licenses
from guardrails.values import Fact

_LISTS = load_list("bounds")
_SENTENCE = re.compile(r"(?<!\bmax)(?<!\bmin)[.!?](?=\s|\Z)|\n")
_LIMITS = {
    name: (
        re.compile(rf"\b{any_of(_LISTS[name]['before'])}\s(?:an?\s|the\s)?\Z"),
        re.compile(rf"[\s,]{{1,2}}{any_of(_LISTS[name]['after'])}\b"),
        re.compile(rf"\b{any_of(_LISTS[name]['said'])}\b|[-\u2013+<>]"),
    )
    for name in ("most", "least")
}
_SIDES = {
    name: re.compile(rf"\b{any_of(_LISTS[name]['before'])}\s(?:the\s)?\Z")
    for name in ("before", "from")
}
_TURNED = re.compile(rf"\b{any_of(_LISTS['turned']['words'])}\b|n['\u2019]t\b")
_MINUS = re.compile(r"(?<![\d\s])\s[-\u2212]\Z")
_LIMITED = frozenset(("amount", "percentage"))
_DATED = frozenset(("date", "time"))
_NEAR = 24
"""Code points before a fact in which the word of its limit stands."""
_REACH = 160
"""Code points to each side that are read as the sentence of a fact."""
_MOST = 60
"""Facts of a rewrite that are looked into; no reply has so many limits."""


def find_changed_bounds(
    draft: str, draft_facts: Sequence[Fact], rewrite: str, rewrite_facts: Sequence[Fact]
) -> Iterator[tuple[Fact, Fact]]:
    """Facts of the draft that the rewrite makes a limit, turns round or takes the sign of."""
    before, after = small_letters(draft), small_letters(rewrite)
    looked = (fact for fact in rewrite_facts if fact.kind in _LIMITED | _DATED)
    for fact, _ in zip(looked, range(_MOST), strict=False):
        same = [one for one in draft_facts[:_MOST] if one.kind == fact.kind and licenses(one, fact)]
        if not same:
            continue
        changed = _is_turned if fact.kind in _DATED else _is_limited
        if all(changed(before, one, after, fact) for one in same):
            yield same[0], fact


def _is_limited(draft: str, one: Fact, rewrite: str, fact: Fact) -> bool:
    """Whether a plain amount became a limit, or one below nothing."""
    lead = rewrite[max(0, fact.start - _NEAR) : fact.start]
    if _MINUS.search(lead) and not draft[: one.start].endswith(("-", "\u2212")):
        return True
    sentence = _sentence_of(draft, one)
    return any(
        (before.search(lead) or after.match(rewrite, fact.end)) and not said.search(sentence)
        for before, after, said in _LIMITS.values()
    )


def _is_turned(draft: str, one: Fact, rewrite: str, fact: Fact) -> bool:
    """Whether a last day became a first one, or a first one the last."""
    leads = [
        text[max(0, told.start - _NEAR) : told.start]
        for text, told in ((draft, one), (rewrite, fact))
    ]
    first, last = ({name for name in _SIDES if _SIDES[name].search(lead)} for lead in leads)
    if not first or not last or first & last:
        return False
    return not (
        _TURNED.search(_sentence_of(draft, one)) or _TURNED.search(_sentence_of(rewrite, fact))
    )


def _sentence_of(text: str, fact: Fact) -> str:
    """The words around a fact, up to the ends of its sentence; the fact itself is left out."""
    before = _SENTENCE.split(text[max(0, fact.start - _REACH) : fact.start])[-1]
    after = _SENTENCE.split(text[fact.end : fact.end + _REACH], maxsplit=1)[0]
    return f"{before} {after}"
