"""Rates: what a number is counted by, "600 per minute", "$5 a night", "each month £5"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guardrails.facts.lists import any_of, load_list
from guardrails.facts.numerals import small_letters
from guardrails.facts.sameness import licenses
from guardrails.facts.units import read_unit
from guardrails.values import Fact

_DURATIONS = load_list("durations")
_LISTS = load_list("rates")
_BASES = {
    name: f"{unit['factor']} {unit['base']}"
    for unit in _DURATIONS["unit"]
    for name in unit["names"]
}
_ADVERBS: dict[str, str] = _DURATIONS["adverbs"]
_COUNTED = any_of([*_BASES, *_LISTS["counted"]])
_AFTER = re.compile(
    r"\s?(?:[a-z'\u2019-]+\s){0,2}?"
    rf"(?:per\s(?P<per>[a-z]+)|/\s?(?P<slash>[a-z]+)|(?:an?|each|every)\s(?P<one>{_COUNTED})(?![\w-]))"
)
_BEFORE = re.compile(
    rf"(?:\b(?:per|each|every)\s(?:[a-z]+\s)?(?P<one>{_COUNTED})|\b(?P<adverb>{any_of(list(_ADVERBS))}))"
    r"\s(?:[a-z]+\s){0,3}$"
)
_NEAR = 40
"""Code points before a number in which its rate stands."""
_RATED = frozenset(("amount", "number", "percentage", "measure", "duration"))


def find_changed_rates(
    draft: str, draft_facts: tuple[Fact, ...], rewrite: str, rewrite_facts: tuple[Fact, ...]
) -> Iterator[tuple[Fact, Fact]]:
    """Numbers that the rewrite counts by something else than the draft: "per MB", then "per GB"."""
    words = set(re.findall(r"[a-z]+", small_letters(draft)))
    for fact in rewrite_facts:
        rates = _rates_of(rewrite, fact) if fact.kind in _RATED else frozenset[str]()
        same = [other for other in draft_facts if rates and licenses(other, fact)]
        if not same:
            continue
        stated = frozenset[str]().union(*(_rates_of(draft, other) for other in same))
        if not rates & (stated or _named_in(words)):
            yield same[0], fact


def _rates_of(text: str, fact: Fact) -> frozenset[str]:
    """What a fact is counted by, in base units; nothing if it says nothing."""
    small = small_letters(text)
    names = []
    if after := _AFTER.match(small, fact.end):
        names.append(after["per"] or after["slash"] or after["one"])
    if before := _BEFORE.search(small[max(0, fact.start - _NEAR) : fact.start]):
        names.append(before["one"] or _ADVERBS[before["adverb"]])
    return frozenset(_base(name) for name in names if name)


def _named_in(words: set[str]) -> frozenset[str]:
    """Every unit that a text names in any place."""
    named = {_base(word) for word in words}
    return frozenset(named | {_base(unit) for adverb, unit in _ADVERBS.items() if adverb in words})


def _base(name: str) -> str:
    if name in _BASES:
        return _BASES[name]
    unit = read_unit(name) or read_unit(name.upper())
    return f"{unit[1]} {unit[0]}" if unit else name.removesuffix("s")
