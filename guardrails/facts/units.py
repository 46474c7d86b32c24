"""Measures: a number with its unit, "3 cm", "ten meters", "1.9 GB", "20 °C"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from guardrails.facts.lists import any_of, load_list
from guardrails.facts.numerals import Passage, plain
from guardrails.values import Fact

_UNITS = [(u["base"], Decimal(u["factor"]), u["names"]) for u in load_list("units")["unit"]]
_LONGEST_SYMBOL = 4
"""Names up to here are symbols, told apart by their case: "m" is no "M", "Mb" no "MB"."""
_SYMBOLS = {
    name: (base, factor)
    for base, factor, names in _UNITS
    for name in names
    if len(name) <= _LONGEST_SYMBOL
}
_WORDS = {
    name.lower(): (base, factor)
    for base, factor, names in _UNITS
    for name in names
    if len(name) > _LONGEST_SYMBOL
}
_SYMBOL = re.compile(rf"[\s\u00a0-]?({any_of([*(set(_SYMBOLS) - {'in'})])})(?!\w)")
_WORD = re.compile(rf"[\s\u00a0-]?({any_of(list(_WORDS))})(?!\w)")


_HALF = re.compile(rf"\bhalf\san?\s({any_of(list(_WORDS))})\b")
_GLUED = re.compile(r"(in)(?!\w)")  # "2in"; "2 in the morning" has no unit


def read_unit(name: str) -> tuple[str, Decimal] | None:
    """The base unit of a name and how many of it one is; None for a word that is no unit."""
    return _SYMBOLS.get(name) or _WORDS.get(" ".join(name.lower().split()))


def find_measures(passage: Passage) -> Iterator[Fact]:
    """Every measure; the value is the number in the base unit of its system, "30 mm"."""
    for half in _HALF.finditer(passage.small):
        base, factor = _WORDS[" ".join(half[1].split())]
        value = f"{plain(factor / 2)} {base}"
        yield Fact("measure", passage.text[slice(*half.span())], *half.span(), value)
    for index, numeral in enumerate(passage.numerals):
        name = (
            _WORD.match(passage.small, numeral.end)
            or _SYMBOL.match(passage.text, numeral.end)
            or _GLUED.match(passage.text, numeral.end)
        )
        unit = read_unit(name[1]) if name else None
        if name is None or unit is None:
            continue
        base, factor = unit
        for sharing in passage.sharing(index):
            end = name.end() if sharing is numeral else sharing.end
            value = f"{plain(sharing.number * factor)} {base}"
            text = passage.text[sharing.start : end]
            yield Fact("measure", text, sharing.start, end, value)
