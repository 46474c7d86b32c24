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
_BETWEEN = r"(?!(?:may|can|will|is|are|was|has|have|must|needs?|gets?)\b)[a-z'\u2019-]+\s"
_AFTER = re.compile(
    rf"\s?(?:{_BETWEEN}){{0,2}}?"
    rf"(?:per\s(?P<per>[a-z]+)|/\s?(?P<slash>[a-z]+)|(?:an?|each|every)\s(?P<one>{_COUNTED})(?![\w-])"
    rf"|(?P<person>pp)\b|(?P<adverb>{any_of(list(_ADVERBS))})\b)"
)
_BEFORE = re.compile(
    rf"(?:\b(?:per|each|every)\s(?:[a-z]+\s)?(?P<one>{_COUNTED})|\b(?P<adverb>{any_of(list(_ADVERBS))}))"
    r"\s(?:[a-z]+\s){0,3}$"
)
_NEAR = 40
"""Code points before a number in which its rate stands."""
_MOST_RATED = 50
"""Rates of a rewrite that are looked into; no reply has so many."""
_RATED = frozenset(("amount", "number", "percentage", "measure", "duration"))


def find_changed_rates(
    draft: str, draft_facts: tuple[Fact, ...], rewrite: str, rewrite_facts: tuple[Fact, ...]
) -> Iterator[tuple[Fact, Fact]]:
    """Numbers that the rewrite counts by something else than the draft: "per MB", then "per GB"."""
    small, small_rewrite = small_letters(draft), small_letters(rewrite)
    rated = [
        (fact, rates)
        for fact in rewrite_facts
        if fact.kind in _RATED and (rates := _rates_of(small_rewrite, fact))
    ]
    if not rated:
        return
    words = set(re.findall(r"[a-z]+", small))
    drafted = [(fact, _rates_of(small, fact)) for fact in draft_facts]
    for fact, rates in rated[:_MOST_RATED]:
        same = [one for one in drafted if licenses(one[0], fact)]
        if not same:
            continue
        stated = frozenset[str]().union(*(said for _, said in same))
        if not rates & (stated or _named_in(words)):
            yield same[0][0], fact


def _rates_of(small: str, fact: Fact) -> frozenset[str]:
    """What a fact of a text in small letters is counted by, in base units; it may say nothing."""
    names = []
    if after := _AFTER.match(small, fact.end):
        said = after["per"] or after["slash"] or after["one"]
        names.append(said or (_ADVERBS[after["adverb"]] if after["adverb"] else "person"))
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
