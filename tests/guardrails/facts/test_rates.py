from __future__ import annotations

import pytest

from guardrails.facts import extract_facts
from guardrails.facts.rates import find_changed_rates


def changed(draft: str, rewrite: str) -> bool:
    return any(find_changed_rates(draft, extract_facts(draft), rewrite, extract_facts(rewrite)))


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        ("600 requests per minute", "600 requests a minute"),
        ("£5 per month frozen", "each frozen month being £5"),
        ("$2,500 a day", "the daily limit is $2,500"),
        ("€0.078 per MB", "€0.078 for each megabyte"),
        ("18 EUR per crossing", "18 EUR a crossing"),
        ("$20", "a fee of $20 for the team"),
        ("18 or over", "nobody under 18 may receive a parcel"),
    ],
)
def test_the_same_rate_in_other_words_is_no_change(draft: str, rewrite: str) -> None:
    assert not changed(draft, rewrite)


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        ("600 requests per minute", "600 requests an hour"),
        ("£5 per month frozen", "each frozen week being £5"),
        ("€0.078 per MB", "€0.078 per GB"),
        ("2.90 CHF per litre", "2.90 CHF per gallon"),
        ("a fee of $20", "a fee of $20 per person"),
    ],
)
def test_another_rate_is_a_change(draft: str, rewrite: str) -> None:
    assert changed(draft, rewrite)
