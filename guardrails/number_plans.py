"""What phonenumbers and stdnum know of numbers: read at the first text that needs it.

Both take a tenth of the time in which a command starts, and few texts hold such a number.
"""

from __future__ import annotations

from collections.abc import Iterator

from guardrails.values import Span


def has_check_digit(digits: str) -> bool:
    """Whether the last digit is the check digit of the others (Luhn), as on payment cards."""
    from stdnum import luhn  # noqa: PLC0415 - see above

    return luhn.is_valid(digits)


def is_iban(text: str) -> bool:
    """Whether a text is the number of a bank account, with or without spaces."""
    from stdnum import iban  # noqa: PLC0415 - see above

    return iban.is_valid(text)


def find_national_number(digits: str) -> str | None:
    """The national number of digits that begin with a country code; None if there is none."""
    import phonenumbers  # noqa: PLC0415 - see above

    try:
        return str(phonenumbers.parse(f"+{digits}", None).national_number)
    except phonenumbers.NumberParseException:
        return None


def find_international_phones(line: str) -> Iterator[Span]:
    """Yield the spans of numbers with a country code that may be those of a phone."""
    from phonenumbers import Leniency, PhoneNumberMatcher  # noqa: PLC0415 - see above

    for found in PhoneNumberMatcher(line, None, Leniency.POSSIBLE, max_tries=1000):
        yield found.start, found.end
