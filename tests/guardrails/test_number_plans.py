"""Number plans: what a number is, and that nobody waits for them who has no number."""

from __future__ import annotations

import subprocess
import sys

import pytest

from guardrails.number_plans import (
    find_international_phones,
    find_national_number,
    has_check_digit,
    is_iban,
)


def test_the_check_digit_of_a_card_is_checked() -> None:
    assert has_check_digit("4111111111111111")
    assert not has_check_digit("4111111111111112")


def test_the_check_digits_of_an_account_are_checked() -> None:
    assert is_iban("DE89 3704 0044 0532 0130 00")
    assert not is_iban("DE88 3704 0044 0532 0130 00")


@pytest.mark.parametrize(("digits", "national"), [("442079460018", "2079460018"), ("0", None)])
def test_a_national_number_stands_behind_a_country_code(digits: str, national: str | None) -> None:
    assert find_national_number(digits) == national


def test_a_phone_with_a_country_code_is_found_in_its_place() -> None:
    line = "Ring +44 20 7946 0018 until six."
    assert [line[slice(*span)] for span in find_international_phones(line)] == ["+44 20 7946 0018"]


def test_a_check_of_a_text_without_numbers_reads_no_number_plan() -> None:
    program = (
        "import sys\n"
        "from guardrails.facts import extract_facts\n"
        "from guardrails.sensitive import find_sensitive\n"
        "text = 'Your parcel leaves on 3 May, for 20 euros.'\n"
        "assert extract_facts(text) and not list(find_sensitive(text))\n"
        "print(sorted({'phonenumbers', 'stdnum'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
