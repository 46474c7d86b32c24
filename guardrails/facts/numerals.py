"""Numbers as people write them: digits, number words, and scales such as "20k", "2 million"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from guardrails.facts.lists import any_of, load_list
from guardrails.values import Span

_WORDS = load_list("number_words")
_UNITS: dict[str, int] = _WORDS["units"]
_TENS: dict[str, int] = _WORDS["tens"]
_SCALES: dict[str, int] = _WORDS["scales"]
ORDINALS: dict[str, int] = _WORDS["ordinals"]

_ONES = rf"[-\s]{any_of(list(_UNITS)[1:10])}\b"
_SMALL = (  # "twenty" never stands alone before "-four"
    rf"(?:{any_of(list(_TENS))}(?:{_ONES}|(?!{_ONES}))|{any_of(list(_UNITS))})\b"
)
_BIG = (
    rf"(?:(?:{_SMALL}|an?)[-\s])?{any_of(list(_SCALES))}\b(?:[-\s](?:thousand|million)\b)?"
    rf"(?:[-\s](?:and[-\s])?{_SMALL}(?![-\s](?:hundred|thousand|million)\b))?"
)
_BEGINNINGS = "".join(sorted({word[0] for word in ("a", *_TENS, *_UNITS, *_SCALES)}))
_IN_WORDS = rf"\b(?=[{_BEGINNINGS}])(?:{_BIG}(?:[-\s]{_BIG})?|{_SMALL})"
_ANY_WORD = re.compile(any_of([*_TENS, *_UNITS, *_SCALES]))

_GROUPED = r"\d{1,3}(?:[,\u2009\u202f\u00a0'\u2019]\d{3}){1,6}(?:\.\d{1,9})?(?!\d)"
_EUROPEAN = r"\d{1,3}(?:\.\d{3}){1,6},\d{2}(?!\d)"
_IN_DIGITS = (
    rf"(?=\d)(?:(?<![\w.,])|(?<=[1-9]x)|(?<=\d0x))(?<!\d:)(?:{_EUROPEAN}|{_GROUPED}|\d{{1,40}}(?:[.,]\d{{1,9}})?)"
    r"(?:\s?(?:k|thousand|million)\b|\s?[\u00bc-\u00be])?"
)
_PART_OF_ID = re.compile(r"[A-Z][-/_]$")  # "E-217" holds no number, "under-5s" does
_FRACTION = r"[\u00bc-\u00be]"
_HALF = r"(?:\sand\sa\shalf\b)?"
_DIGITS = re.compile(rf"(?:{_IN_DIGITS}{_HALF}|{_FRACTION})")
_NUMERAL = re.compile(rf"(?:{_IN_DIGITS}|{_IN_WORDS}){_HALF}|{_FRACTION}")
_POINTING = re.compile(rf"\b{any_of(load_list('numbers')['pointing'])}\s$")
_LARGEST_POINTED = 4
"""Up to here "the two photos" points back; "the twelve photos" counts."""
_SCALE = re.compile(r"\s?(k|thousand|million)$")
_FRACTIONS = {"\u00bc": Decimal("0.25"), "\u00bd": Decimal("0.5"), "\u00be": Decimal("0.75")}
_FACTORS = {"k": 1000, "thousand": 1000, "million": 1_000_000}
_JOIN = re.compile(r"\s?[-\u2013]\s?|\s(?:to|and|or)\s|\s?[/x\u00d7]\s?|\sby\s")
_COMMA = re.compile(r",\s")
_MOST_SHARING = 12
"""Numerals that share one unit; a longer list would take the square of its length."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at [start, end); `value` is its plain decimal form, "3000" for "three thousand"."""

    start: int
    end: int
    value: str
    in_words: bool

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.start, self.end

    @property
    def number(self) -> Decimal:
        """The value to reckon with."""
        return Decimal(self.value)


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with its numerals read once, for every kind that looks at what stands around them.

    `small` is the text in small ASCII letters: the same offsets, and patterns need no case.
    """

    text: str
    small: str
    numerals: tuple[Numeral, ...]

    def sharing(self, index: int) -> tuple[Numeral, ...]:
        """The numeral and those before it that share what follows: "3 to 5", "5, 10 or 15 days"."""
        first = index
        least = max(0, index + 1 - _MOST_SHARING)
        while first > least and self._joined(first - 1, comma=first < index):
            first -= 1
        return self.numerals[first : index + 1]

    def _joined(self, index: int, *, comma: bool) -> bool:
        between = self.small[self.numerals[index].end : self.numerals[index + 1].start]
        return bool(_JOIN.fullmatch(between) or (comma and _COMMA.fullmatch(between)))


def read_passage(text: str) -> Passage:
    """Read the numerals of a text."""
    small = small_letters(text)
    pattern = _NUMERAL if _ANY_WORD.search(small) else _DIGITS
    numerals = (
        Numeral(*match.span(), read_number(match[0]), in_words=not match[0][0].isdigit())
        for match in pattern.finditer(small)
        if not _PART_OF_ID.search(text, max(0, match.start() - 3), match.start())
    )
    return Passage(text, small, tuple(numerals))


_SMALL_LETTERS = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def small_letters(text: str) -> str:
    """The text in small ASCII letters, every offset kept (`str.lower` may lengthen a text)."""
    return text.translate(_SMALL_LETTERS) if not text.isascii() else text.lower()


def read_number(text: str) -> str:
    """The plain decimal form of a numeral in small letters."""
    part = _FRACTIONS.get(text[-1], Decimal(0))
    whole = text.rstrip("".join(_FRACTIONS)).removesuffix(" and a half").rstrip()
    if text.endswith(" and a half"):
        part = _FRACTIONS["\u00bd"]
    if not whole:
        return plain(part)
    value = _read_digits(whole) if whole[0].isdigit() else Decimal(_read_words(whole))
    return plain(value + part)


def plain(value: Decimal) -> str:
    """A decimal without exponent and trailing zeros."""
    return format(value.normalize(), "f") if value else "0"


def points_back(small: str, numeral: Numeral) -> bool:
    """Whether a small number in words points at something named before: "the two photos"."""
    before = small[max(0, numeral.start - 8) : numeral.start]
    return numeral.number <= _LARGEST_POINTED and bool(_POINTING.search(before))


def overlaps(span: Span, spans: list[Span]) -> bool:
    """Whether a span shares a code point with any of the spans."""
    return any(span[0] < end and start < span[1] for start, end in spans)


def _read_digits(text: str) -> Decimal:
    factor = 1
    if scale := _SCALE.search(text):
        factor = _FACTORS[scale[1]]
        text = text[: scale.start()]
    digits = re.sub(r"[\u2009\u202f\u00a0'\u2019]", "", text)
    if re.fullmatch(_EUROPEAN, digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        digits = digits.replace(",", "")
    else:
        digits = digits.replace(",", ".")  # "148,20", as much of Europe writes it
    return Decimal(digits) * factor


def _read_words(text: str) -> int:
    total = current = 0
    for word in re.findall(r"[a-z]+", text):
        if word in _SCALES:
            current = max(current, 1) * _SCALES[word]
            if _SCALES[word] >= 1000:
                total, current = total + current, 0
        else:
            current += _UNITS.get(word) or _TENS.get(word) or 0
    return total + current
