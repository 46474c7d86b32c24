"""Turned conditions: "unless" that became "if", or a "not" that was lost or won, is seen."""

from __future__ import annotations

import pytest

from guardrails.clauses.reading import read_discourse
from guardrails.turning import find_assumed_conditions, find_turned_conditions

DRAFT = read_discourse("The fee is not waived unless the parcel was lost.")


@pytest.mark.parametrize(
    "text",
    [
        "The fee is waived unless the parcel was lost.",
        "The fee is not waived if the parcel was lost.",
        "The fee is waived even if the parcel was lost.",
        "The fee is not waived even when the parcel was lost.",
        "If the parcel was lost, the fee is not waived.",
        "Unless the parcel was lost, the fee is waived.",
        "The fee is waived until the parcel was lost.",
    ],
)
def test_a_turned_condition_is_found(text: str) -> None:
    assert list(find_turned_conditions(DRAFT, read_discourse(text)))


@pytest.mark.parametrize(
    "text",
    [
        "The fee is not waived unless the parcel was lost.",
        "The fee is waived only if the parcel was lost.",
        "If the parcel was lost, the fee is waived.",
        "Unless the parcel was lost, the fee is not waived.",
        "The fee is waived when the parcel was lost.",
        "The fee is not waived if the parcel was not lost.",
        "The fee is not waived until the parcel was lost.",
        "A waiver is outside our terms unless the parcel was lost.",
    ],
)
def test_the_same_sense_in_other_words_is_no_turn(text: str) -> None:
    assert not list(find_turned_conditions(DRAFT, read_discourse(text)))


def test_what_is_shut_until_it_is_met_opens_when_it_is() -> None:
    draft = read_discourse("If you pay, the account is unlocked.")
    kept = read_discourse("The account is locked until you pay.")
    assert not list(find_turned_conditions(draft, kept))


def test_a_condition_taken_for_met_is_found() -> None:
    met = read_discourse("The fee is waived, as the parcel was lost.")
    assert list(find_assumed_conditions(DRAFT, met))
    assert not list(find_assumed_conditions(DRAFT, DRAFT))
    draft = read_discourse("No concert if you miss rehearsals, and you missed rehearsals.")
    told = read_discourse("As rehearsals were missed, there is no concert.")
    assert not list(find_assumed_conditions(draft, told))
