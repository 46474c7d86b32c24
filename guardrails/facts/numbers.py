"""Plain numbers: what is left when every other kind has taken its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guardrails.facts.lists import any_of, load_list
from guardrails.facts.numerals import ORDINALS, Passage, overlaps, points_back
from guardrails.values import Fact

_LISTS = load_list("numbers")
_RESTATED: dict[str, int] = load_list("number_words")["restated"]

_FROM_THIRD = [word for word, value in ORDINALS.items() if value > 2]
_LISTED = any_of(_LISTS["listing"])
_LISTING = re.compile(rf"\s(?:\w+\s)?{_LISTED}\b")
_IDIOM = re.compile(rf"(?<!\w){any_of(_LISTS['idioms'])}(?!\w)")
_ENDING = re.compile(r"(?:st|nd|rd|th|s)?(?!\w)")
_ORDINAL = re.compile(
    rf"\b(?<!one )(?<!one-)(?<!two )(?<!two-)(?P<ordinal>{any_of(_FROM_THIRD)})\b"
    rf"(?!,|\s(?:{_LISTED}\b|of\s)|[\s-]part(?:y|ies)\b)"  # "Third, restart it" counts a list
)
_RESTATEMENT = re.compile(rf"\b{any_of([*_RESTATED, *ORDINALS])}\b")
_ANNOUNCING = re.compile(r"[^.!?:\n]{1,80}:\s")
_LARGEST_ANNOUNCED = 6
"""Up to here "Two dates to keep in mind: ..." counts what follows."""


def find_numbers(passage: Passage) -> Iterator[Fact]:
    """Every number in digits, and in words from two on where the words count something."""
    small = passage.small
    idioms = [match.span() for match in _IDIOM.finditer(small)]
    for numeral in passage.numerals:
        start, end = numeral.start, numeral.end
        ending = _ENDING.match(small, end)
        if ending is None or overlaps((start, end), idioms):
            continue
        if numeral.in_words and (
            numeral.number < 2
            or _LISTING.match(small, end)
            or points_back(small, numeral)
            or (numeral.number <= _LARGEST_ANNOUNCED and _ANNOUNCING.match(small, end))
        ):
            continue
        end = ending.end()
        yield Fact("number", passage.text[start:end], start, end, numeral.value)


def find_ordinals(passage: Passage) -> Iterator[Fact]:
    """Ordinals from "third" on: a rewrite may drop one and may not change it."""
    for match in _ORDINAL.finditer(passage.small):
        value = str(ORDINALS[match["ordinal"]])
        yield Fact("ordinal", passage.text[slice(*match.span())], *match.span(), value)


def find_restated_numbers(passage: Passage) -> Iterator[Fact]:
    """Words that may stand for a number of the other text and demand nothing: "both", "once"."""
    for match in _RESTATEMENT.finditer(passage.small):
        value = ORDINALS.get(match[0]) or _RESTATED.get(match[0], 0)
        yield Fact("number", passage.text[slice(*match.span())], *match.span(), str(value))
    for numeral in passage.numerals:
        if numeral.in_words:
            text = passage.text[numeral.start : numeral.end]
            yield Fact("number", text, numeral.start, numeral.end, numeral.value)
