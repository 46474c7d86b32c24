"""What must not leave for a model server besides links: addresses, numbers and ids of people.

Masking prefers one span too many: a masked word comes back unharmed, a missed one has left. So a
card with a wrong check digit still counts, and digits that could be an id are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guardrails.facts.emails import find_emails
from guardrails.facts.phones import find_phones
from guardrails.number_plans import find_international_phones, has_check_digit, is_iban
from guardrails.tokens import TokenKind
from guardrails.values import Span
from guardrails.wordlists import either, load_words

_WORDS = load_words("sensitive")
_HAS_DIGIT = re.compile(r"[0-9]")
_MANY_DIGITS = re.compile(r"[0-9](?:[^\w\n]{0,3}[0-9]){6}")
_LINE_OF_DIGITS = re.compile(rf"^(?=[^\n]*?{_MANY_DIGITS.pattern})[^\n]+", re.MULTILINE)

_CARD = re.compile(r"(?<![\w.,-])[0-9](?:[ -]?[0-9]){12,18}(?![\w-])")
_CARD_GROUPS = re.compile(r"(?:[0-9]{4}[ -]){3}[0-9]{4}|3[0-9]{3}[ -][0-9]{6}[ -][0-9]{5}")
_IBAN = re.compile(
    r"(?<!\w)[A-Za-z]{2}[0-9]{2}(?:[ ]?[A-Za-z0-9]{4}){2,7}(?:[ ]?[A-Za-z0-9]{1,3})?(?!\w)"
)
_NUMBERED = re.compile(
    rf"\b(?:{either(_WORDS['numbered'])})s?\.?"
    rf"(?:[ ]?(?:{either(_WORDS['numbered_by'])})\b\.?){{0,3}}[ ]?[:\#]?[ ]?\Z",
    re.IGNORECASE,
)
_WITH_DIGIT = re.compile(
    r"(?<![\w@.,$€£¥#&-])\#?(?=[A-Za-z/_-]{0,20}[0-9])"
    r"[A-Za-z0-9]{1,40}(?:[-_/][A-Za-z0-9]{1,40}){0,6}(?![\w%-]|[.,][0-9])"
)
_MEASURE = re.compile(
    # 100GB, 10am-2pm, 85x60x60cm, Covid-19, 2/3
    r"[0-9]+[A-Za-z]{1,3}(?:[-/][0-9]+[A-Za-z]{1,3})?|[0-9]+(?:[xX][0-9]+){1,3}[A-Za-z]{0,2}"
    r"|[A-Z]?[a-z]{2,}-[0-9]{1,2}|[0-9]{1,2}/[0-9]{1,2}"
)
_DATE = re.compile(
    r"[0-9]{4}[-./][0-9]{2}[-./][0-9]{2}|[0-9]{1,2}[-./][0-9]{1,2}[-./](?:[0-9]{2}){1,2}"
    r"|(?:19|20)[0-9]{2}[-\u2013](?:19|20)[0-9]{2}"
)


def find_sensitive(text: str) -> Iterator[tuple[TokenKind, Span]]:
    """Yield kind and span of every e-mail address, phone, card, IBAN and id; they may overlap.

    Of two with one span the more telling kind comes first.
    """
    if "@" in text:
        yield from (("EMAIL", (fact.start, fact.end)) for fact in find_emails(text))
    if not _HAS_DIGIT.search(text):
        return
    if _MANY_DIGITS.search(text):
        yield from (("CARD", span) for span in _find_cards(text))
        yield from (("PHONE", span) for span in _find_phones(text))
        yield from (("IBAN", span) for span in _find_ibans(text))
    yield from (("ID", span) for span in _find_ids(text))


def _find_ids(text: str) -> Iterator[Span]:
    for found in _WITH_DIGIT.finditer(text):
        start, end = found.span()
        word = found.group()
        if _is_id(word) or (
            len(word) >= 3
            and not (_DATE.fullmatch(word) or _MEASURE.fullmatch(word))
            and _NUMBERED.search(text, max(0, start - 50), start)
        ):
            yield start, end


def _is_id(word: str) -> bool:
    """Whether a word with a digit is an id by its form alone."""
    if word[0] == "#":
        return len(word) > 2
    if _MEASURE.fullmatch(word) or _DATE.fullmatch(word):
        return False
    digits = sum(character.isdigit() for character in word)
    if not any(character.isalpha() for character in word):
        return digits >= 6
    if any(character.isupper() for character in word):
        return digits >= 2 and len(word) >= 5
    return digits >= 3 and len(word) >= 8


def _find_cards(text: str) -> Iterator[Span]:
    for found in _CARD.finditer(text):
        digits = re.sub(r"\D", "", found.group())
        if has_check_digit(digits) or _CARD_GROUPS.fullmatch(found.group()):
            yield found.span()


def _find_phones(text: str) -> Iterator[Span]:
    for line in _LINE_OF_DIGITS.finditer(text):
        at = line.start()
        for fact in find_phones(line.group()):
            if not _DATE.match(fact.text):
                yield at + fact.start, at + fact.end
        if "+" in line.group():
            for start, end in find_international_phones(line.group()):
                yield at + start, at + end


def _find_ibans(text: str) -> Iterator[Span]:
    for found in _IBAN.finditer(text):
        if is_iban(found.group()):
            yield found.span()
