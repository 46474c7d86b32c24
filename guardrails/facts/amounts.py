"""Amounts of money: "$20", "20.00 USD", "9 €", "twenty dollars", "50 cents"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guardrails.facts.lists import any_of, load_list
from guardrails.facts.numerals import Numeral, Passage, plain
from guardrails.values import Fact

_LISTS = load_list("currencies")
_CURRENCIES: dict[str, str] = {
    name.lower(): code
    for table in ("symbols", "codes", "words")
    for name, code in _LISTS[table].items()
}
_CENTS: dict[str, str] = _LISTS["cents"]
_WRITTEN = any_of([name.lower() for name in (*_LISTS["symbols"], *_LISTS["codes"])])
_BEFORE = re.compile(rf"(?<![a-z])({_WRITTEN})\s?$")
_AFTER = re.compile(rf"[\s-]?({any_of(list(_CURRENCIES))})(?!\w|\s?\d)")
_CENTS_AFTER = re.compile(rf"(\s?{any_of([w for w in _CENTS if len(w) > 1])}|¢|p)(?!\w|\.m)")
_DOLLARS = ("$", "USD")  # a bare dollar sign is that of the United States or says nothing
_LONGEST_NAME = 4
"""Code points before a numeral in which its currency stands."""


def find_amounts(passage: Passage) -> Iterator[Fact]:
    """Every amount; the value is "20 $", "148.2 EUR". A range gives both ends their currency."""
    small = passage.small
    carried = ""  # "$10-20": the currency before the first stands for both
    for index, numeral in enumerate(passage.numerals):
        start, end = numeral.start, numeral.end
        before = _BEFORE.search(small[max(0, start - _LONGEST_NAME) : start])
        after = _AFTER.match(small, end)
        if before:
            currency, start = _CURRENCIES[before[1]], start - len(before[0])
            if after and after[1].isalpha():  # "$20 CAD"
                currency, end = _CURRENCIES[after[1]], after.end()
            carried = currency
            yield _amount(passage, start, end, numeral, currency)
        elif after:
            for sharing in passage.sharing(index):
                reach = after.end() if sharing is numeral else sharing.end
                yield _amount(passage, sharing.start, reach, sharing, _CURRENCIES[after[1]])
        elif cents := _CENTS_AFTER.match(small, end):
            value = plain(numeral.number / 100)
            codes = "|".join(f"{value} {code}" for code in _CENTS[cents[1].strip()].split("|"))
            yield Fact("amount", passage.text[start : cents.end()], start, cents.end(), codes)
        elif carried and len(passage.sharing(index)) > 1:
            yield _amount(passage, start, end, numeral, carried)
        else:
            carried = ""


def _amount(passage: Passage, start: int, end: int, numeral: Numeral, currency: str) -> Fact:
    value = f"{numeral.value} {currency}"
    if currency in _DOLLARS:
        value = "|".join(f"{numeral.value} {code}" for code in _DOLLARS)
    return Fact("amount", passage.text[start:end], start, end, value)
