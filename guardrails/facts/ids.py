"""Ids: order and ticket numbers, codes, model names that mix letters with digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guardrails.values import Fact

_PART = r"[A-Za-z0-9]+"
_ID = re.compile(
    rf"(?<![\w./\\@-])(?P<mark>#\s?|no\.\s?)?(?P<id>{_PART}(?:[-_/.]{_PART}){{0,6}})(?![\w@\\]|[-/]\w)",
    re.IGNORECASE,
)
_WORD_AND_NUMBER = re.compile(
    r"\d+(?:-[a-z]{2,}){1,4}|[a-z]{2,}(?:-[a-z]+)*-\d{1,2}s?", re.IGNORECASE
)  # "5-day", "top-10"
_RATE_OR_OFFER = re.compile(
    r"\d[\d.,]*/[a-z]+|\d{1,3}-(?:for|in|on|to|by|of)-\d{1,3}", re.IGNORECASE
)
_ORDINAL_OR_UNIT = re.compile(
    r"\d+(?:[.,]\d+)?(?:st|nd|rd|th|k|x|s|am|pm|h|m|min|hrs?)", re.IGNORECASE
)
_CASED_WORD = re.compile(r"[A-Z]{2,}(?:[-_/][A-Z]{2,})+")  # "FAQ/HELP" holds no digit: no id


def find_ids(text: str) -> Iterator[Fact]:
    """Every token of letters and digits, and digits behind "#"; the value is in capitals, bare."""
    for match in _ID.finditer(text):
        token = match["id"]
        if token.isalpha():
            continue
        if match["mark"] and any(c.isdigit() for c in token):
            yield _fact(match, match.start())
        elif _looks_like_id(token):
            yield _fact(match, match.start("id"))


def _looks_like_id(token: str) -> bool:
    letters = sum(c.isalpha() for c in token)
    digits = sum(c.isdigit() for c in token)
    if not digits:
        return False
    if not letters:  # "2024-118", but no decimal, fraction or range
        return "-" in token and digits >= 6 and token[1] != "-"
    if _ORDINAL_OR_UNIT.fullmatch(token) or _RATE_OR_OFFER.fullmatch(token):
        return False
    return not (_WORD_AND_NUMBER.fullmatch(token) and token.islower())


def _fact(match: re.Match[str], start: int) -> Fact:
    end = match.end("id")
    return Fact("id", match.string[start:end], start, end, match["id"].upper())
