"""Payment cards and bank accounts: digits with a valid check sum (python-stdnum)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guardrails.number_plans import has_check_digit, is_iban
from guardrails.values import Fact

_CARD = re.compile(r"(?<![\w.,-])\d(?:[ -]?\d){12,18}(?![\w-]|[.,]\d)")
_MAY_BE_IBAN = re.compile(r"[A-Z]{2}\d\d ?[A-Z0-9]{4}")
_IBAN = re.compile(r"\b[A-Z]{2}\d\d(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")


def find_cards(text: str) -> Iterator[Fact]:
    """Every card number and IBAN; the value is its bare characters."""
    for match in _CARD.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if has_check_digit(digits):
            yield Fact("card", match[0], match.start(), match.end(), digits)
    for match in _IBAN.finditer(text if _MAY_BE_IBAN.search(text) else ""):
        bare = match[0].replace(" ", "")
        if is_iban(bare):
            yield Fact("iban", match[0], match.start(), match.end(), bare)
