"""Word for word: what both texts write alike is the same, whatever kind each reads in it.

"At 5/8" may be a share here and a date there, "Brennhof 7 points to it" no seven points: where the
words around a fact stand in the other text, nothing was changed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from guardrails.facts.lists import any_of, load_list
from guardrails.values import Fact

_ACTING = frozenset(("url", "email", "handle", "phone", "card", "iban", "name", "quote"))
"""Kinds that are compared by their normal forms alone: a part of one is another one."""
_NUMERIC = frozenset(("number", "measure", "duration", "amount"))
_LONGEST_TOKEN = 40
_TOKEN_BEFORE = re.compile(rf"[^\s,;()\"]{{0,{_LONGEST_TOKEN}}}\Z")
_TOKEN_AFTER = re.compile(rf"[^\s,;()\"]{{0,{_LONGEST_TOKEN}}}")
_PUNCTUATION = ".,;:!?*_()[]\"'"
_CALENDAR = load_list("calendar")
_NO_NAMES = any_of([*_CALENDAR["weekdays"], *_CALENDAR["months"]])
_NAMED_NUMBER = re.compile(rf"(?<=[\w,;)]\s)(?!(?i:{_NO_NAMES})\b)[A-Z][\w-]{{1,30}}\s\Z")
_NUMBER = re.compile(r"\d[\d.,]*")


@dataclass(frozen=True, slots=True)
class Wording:
    """A text with single spaces, to look words up in."""

    plain: str

    def holds(self, words: str) -> bool:
        """Whether the words stand here, and not as a part of longer ones."""
        plain = _single_spaced(words)
        if plain not in self.plain:
            return False
        pattern = re.escape(plain)
        return bool(re.search(rf"(?<![\w.,$€£-]){pattern}(?![\w%$€£]|[.,-]\w)", self.plain))


def read_wording(text: str) -> Wording:
    """A text as `Wording`."""
    return Wording(_single_spaced(text))


def stands_alike(fact: Fact, text: str, other: Wording) -> bool:
    """Whether the other text writes a fact of `text` in the same words."""
    if fact.kind in _ACTING:
        return False
    token = _token_of(fact, text)
    if (fact.kind != "number" or len(token) > len(fact.text)) and other.holds(token):
        return True
    named = _NAMED_NUMBER.search(text, max(0, fact.start - 33), fact.start)
    number = _NUMBER.match(fact.text) if named and fact.kind in _NUMERIC else None
    return bool(named and number and other.holds(named[0] + number[0].rstrip(".,")))


def _token_of(fact: Fact, text: str) -> str:
    """A fact with what is written together with it: the "5/8" of a 5."""
    before = _TOKEN_BEFORE.search(text, max(0, fact.start - _LONGEST_TOKEN), fact.start)
    after = _TOKEN_AFTER.match(text, fact.end)
    written = (before[0] if before else "") + fact.text + (after[0] if after else "")
    return written.strip(_PUNCTUATION)


def _single_spaced(text: str) -> str:
    return " ".join(text.casefold().split())
