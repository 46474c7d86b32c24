"""Phone numbers: any grouping of the same digits is the same number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guardrails.number_plans import find_national_number
from guardrails.values import Fact

_GROUP = r"[\s.\u00a0\u2011\u2013-]{1,2}"
_PHONE = re.compile(
    rf"(?<![\w#/.,$€£-])(?:(?:\+|00)\d{{1,3}}{_GROUP}?)?(?:\(\d{{1,5}}\){_GROUP}?)?"
    rf"\d{{1,5}}(?:{_GROUP}\d{{2,5}}){{1,5}}(?!\w|[.,/]\d|-\w)"
    rf"|(?<![\w#])\+\d{{7,15}}\b|(?<![\w#/.,$€£-])0\d{{2,4}}{_GROUP}\d{{5,8}}(?!\w|[.,/]\d|-\w)"
    rf"|(?<![\w#])\(\d{{2,5}}\)\s?\d{{3,8}}\b"
    rf"|(?<=\bcall\s)\d{{5,15}}\b|(?<=\bphone\s)\d{{5,15}}\b|(?<=\bring\s)\d{{5,15}}\b|(?<=\bdial\s)\d{{3,15}}\b",
    re.IGNORECASE,
)
_MAY_BE_PHONE = re.compile(r"\d(?:\W{0,3}\d){6}|(?<=[lLgGeE]\s)\d{3}")
"""Enough digits, or some behind "call", "ring", "phone" and "dial": far quicker than the forms."""
_LEAST, _MOST = 7, 15  # digits, ITU-T E.164


def find_phones(text: str) -> Iterator[Fact]:
    """Every phone number; the value is its national digits, without country code and trunk zero."""
    if not _MAY_BE_PHONE.search(text):
        return
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        grouped = len(digits) != len(match[0])
        if grouped and not _LEAST <= len(digits) <= _MOST:
            continue
        yield Fact("phone", match[0], match.start(), match.end(), _national(match[0], digits))


def _national(text: str, digits: str) -> str:
    if text.startswith(("+", "00")):
        return find_national_number(digits.removeprefix("00")) or digits
    if len(digits) == 11 and digits[0] == "1":  # North America with its country code
        return digits[1:]
    return digits.lstrip("0")
