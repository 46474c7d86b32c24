"""Durations: "7 days", "a week", "24 hours", "two and a half years", "night 3"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from guardrails.facts.lists import any_of, load_list
from guardrails.facts.numerals import ORDINALS, Passage, plain, points_back
from guardrails.values import Fact, Span

_LISTS = load_list("durations")
_UNITS = {
    name: (unit["base"], Decimal(unit["factor"]))
    for unit in _LISTS["unit"]
    for name in unit["names"]
}
_UNIT = rf"(?P<unit>{any_of(list(_UNITS))})(?!\w)"
_ADVERBS: dict[str, str] = _LISTS["adverbs"]
_QUALITY = any_of(_LISTS["quality"]["words"])
# "3 unpaid days": any word may stand between that joins nothing.
_ADJECTIVE = (
    r"(?!(?:of|to|or|and|per|in|a|an|the|for|from|at|by|on|x|if|is|are|each|every)\b)[a-z]+"
)
_FOLLOWING = re.compile(
    rf"(?:st|nd|rd|th)?\)?[\s-]?\+?(?:\s?{_ADJECTIVE}\s)??{_UNIT}"
    rf"(?P<after>\sand\sa\shalf)?"
)
_OLD = re.compile(r"[\s-](?:olds?|of\sage|on|and\s(?:over|older|up|above))\b")
_EVERY_DAY = re.compile(r"\sa\sweek\b")  # behind "7 days"
_COUNTED = re.compile(
    r"(?<!\bat )(?<!\ba )(?<!per )(?<!each )(?<!every )"
    rf"\b(?P<unit>{any_of(_LISTS['counted']['words'])})\s$"
)
_HALF = re.compile(rf"\b(?<!and )(?:half\san?|an?\shalf)[\s-]{_UNIT}")
_QUARTERS = re.compile(r"\b(?P<three>three[\s-])?quarters?(?:[\s-]|\sof\s)(?:an\s)?hours?\b")
_NTH = re.compile(rf"\bevery\s(?P<nth>other|{any_of(list(ORDINALS))})\s{_UNIT}")
_HOURS_BEFORE = re.compile(r"\d\s?(?:h|hrs?|hours?)\s?\Z")  # "2 h 50"
_SINGLE = re.compile(
    rf"\b(?P<before>{any_of(_LISTS['before']['words'])}\s(?:the\s)?)?"
    rf"(?P<one>(?:an?|one|single)[\s-](?:{_QUALITY}\s)?)(?!second\b){_UNIT}"
    r"(?P<after>\sand\sa\shalf)?"
)
_RATE = re.compile(
    rf"\b(?:per|each|every|/)\s?{_UNIT}|\b(?P<adverb>{any_of(list(_ADVERBS))})\b"
    rf"|\b(?:the\s(?:whole|entire|full|same|first)|all)\s(?P<whole>{any_of(list(_UNITS))})(?!\w)"
)


def find_durations(passage: Passage) -> Iterator[Fact]:
    """Every duration; the value is its length in the base unit, "604800 second"."""
    small, text = passage.small, passage.text
    for index, numeral in enumerate(passage.numerals):
        if unit := _FOLLOWING.match(small, numeral.end):
            if _OLD.match(small, unit.end()):
                continue  # an age: a number, which find_ages restates
            if numeral.value == "7" and _EVERY_DAY.match(small, unit.end()):
                continue
            for sharing in passage.sharing(index):
                alone = sharing is numeral and sharing.value == "1"
                if sharing.in_words and (alone or points_back(small, sharing)):
                    continue  # "one week" is read below, "the two nights" is no length
                number, end = sharing.number, sharing.end
                if sharing is numeral:
                    number += Decimal("0.5") if unit["after"] else 0
                    end = unit.end()
                value = length(number, unit["unit"])
                yield Fact("duration", text[sharing.start : end], sharing.start, end, value)
        elif not numeral.in_words and (
            counted := _COUNTED.search(small[max(0, numeral.start - 14) : numeral.start])
        ):
            start = numeral.start - len(counted[0])
            value = length(numeral.number, counted["unit"])
            yield Fact("duration", text[start : numeral.end], start, numeral.end, value)
        elif _HOURS_BEFORE.search(small, max(0, numeral.start - 9), numeral.start):
            value = length(numeral.number, "minutes")
            yield Fact("duration", text[numeral.start : numeral.end], *numeral.span, value)
    for span, value in _find_parts(small):
        yield Fact("duration", text[slice(*span)], *span, value)
    for fact, stated in find_single_durations(passage):
        if stated:
            yield fact


def _find_parts(small: str) -> Iterator[tuple[Span, str]]:
    """Half an hour, quarters of one, and "every second day" with their lengths."""
    for match in _HALF.finditer(small):
        yield match.span(), length(Decimal("0.5"), match["unit"])
    for match in _QUARTERS.finditer(small):
        yield match.span(), length(Decimal(45 if match["three"] else 15), "minutes")
    for match in _NTH.finditer(small):
        number = 2 if match["nth"] == "other" else ORDINALS[match["nth"]]
        yield match.span(), length(Decimal(number), match["unit"])


def find_single_durations(passage: Passage) -> Iterator[tuple[Fact, bool]]:
    """Every "a week" and "one hour", and whether its words make it a fact of its own."""
    for match in _SINGLE.finditer(passage.small):
        number = Decimal("1.5") if match["after"] else Decimal(1)
        start, end = match.start("one"), match.end()
        value = length(number, match["unit"])
        fact = Fact("duration", passage.text[start:end], start, end, value)
        yield fact, bool(match["before"] or match["after"])


def find_ages(passage: Passage) -> Iterator[Fact]:
    """How long somebody or something has lived: "two years old" may restate "for 2 years"."""
    for numeral in passage.numerals:
        unit = _FOLLOWING.match(passage.small, numeral.end)
        if unit and _OLD.match(passage.small, unit.end()):
            value = length(numeral.number, unit["unit"])
            text = passage.text[numeral.start : unit.end()]
            yield Fact("duration", text, numeral.start, unit.end(), value)


def find_rates(passage: Passage) -> Iterator[Fact]:
    """One unit in other words: "per month", "every day", "yearly", "the whole day"."""
    for match in _RATE.finditer(passage.small):
        unit = match["unit"] or match["whole"] or _ADVERBS[match["adverb"]]
        text = passage.text[slice(*match.span())]
        yield Fact("duration", text, *match.span(), length(Decimal(1), unit))


def length(number: Decimal, unit: str) -> str:
    """The normal form of a number of units of time."""
    base, factor = _UNITS[" ".join(unit.split())]
    return f"{plain(number * factor)} {base}"
