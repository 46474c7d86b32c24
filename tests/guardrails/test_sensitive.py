from __future__ import annotations

import pytest

from guardrails.sensitive import find_sensitive


def found(text: str) -> set[tuple[str, str]]:
    return {(kind, text[start:end]) for kind, (start, end) in find_sensitive(text)}


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Write to a.b+c@mail.example.co.uk, please.", "EMAIL", "a.b+c@mail.example.co.uk"),
        ("Call +44 20 7946 0958 today.", "PHONE", "+44 20 7946 0958"),
        ("Call (206) 555-0143 today.", "PHONE", "(206) 555-0143"),
        ("Call 1-877-555-0150 today.", "PHONE", "1-877-555-0150"),
        ("Call 020 7946 0958 today.", "PHONE", "020 7946 0958"),
        ("Card 4242 4242 4242 4242 was used.", "CARD", "4242 4242 4242 4242"),
        ("Card 4242-4242-4242-4241 was used.", "CARD", "4242-4242-4242-4241"),
        ("Card 4242424242424242 was used.", "CARD", "4242424242424242"),
        ("To DE89 3704 0044 0532 0130 00, please.", "IBAN", "DE89 3704 0044 0532 0130 00"),
        ("Order #4410 is here.", "ID", "#4410"),
        ("It is INC-66120 now.", "ID", "INC-66120"),
        ("Order 88-4410 is here.", "ID", "88-4410"),
        ("Your booking number is 86dfej.", "ID", "86dfej"),
        ("Parcel 1Z999AA10123456784 is here.", "ID", "1Z999AA10123456784"),
        ("Ref. AB12 is here.", "ID", "AB12"),
        ("See 8841023 again.", "ID", "8841023"),
        ("Invoice no. 2210 is paid.", "ID", "2210"),
        (
            "It is 3f2a88c1-77aa-4b4b-9999-0123456789ab.",
            "ID",
            "3f2a88c1-77aa-4b4b-9999-0123456789ab",
        ),
    ],
)
def test_what_names_somebody_is_found(text: str, kind: str, value: str) -> None:
    assert (kind, value) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "It took 5 days and cost $1,200.00 in 2026.",
        "From 10:00-12:00 on 2026-03-04, or 4/3/2026.",
        "We are open 9-5, 24/7 on demand, 10am-2pm.",
        "The disk holds 100GB, the screen shows 1080p.",
        "It is our #1 choice, order 2 of them.",
        "The account has been open for 30 days.",
        "Version 2.10.4 came in 2026.",
        "50% off, 3rd time, 2nd floor.",
    ],
)
def test_plain_figures_name_nobody(text: str) -> None:
    assert found(text) == set()
