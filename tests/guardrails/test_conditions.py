from __future__ import annotations

import pytest

from guardrails.clauses.reading import Discourse
from guardrails.conditions import (
    find_loosened_pairs,
    find_lost_conditions,
    find_turned_contrasts,
    find_voided_conditions,
)
from guardrails.facts import extract_facts
from guardrails.meaning import read_meaning


def read(text: str) -> Discourse:
    return read_meaning(text, extract_facts(text))


def lost(draft: str, rewrite: str) -> list[str]:
    before = read(draft)
    found = find_lost_conditions(before, read(rewrite))
    return [before.text[slice(*condition.span)] for condition in found if condition.strict]


@pytest.mark.parametrize(
    ("draft", "rewrite", "condition"),
    [
        ("Campfires are banned until it rains.", "Campfires are banned.", "until it rains"),
        ("Apply with the plumber's invoice.", "Please apply.", "with the plumber's invoice"),
        ("It's given if you have no allergy.", "It's given.", "if you have no allergy"),
        ("Evidence must be from a doctor.", "Evidence by a parent is needed.", "from a doctor"),
        ("Pay by bank transfer.", "Pay in cash.", "by bank transfer"),
        ("Members get in without booking.", "Members get in.", "without booking"),
        ("Send it back unopened.", "Send it back.", "unopened"),
        ("It counts every day of the cycle.", "It counts.", "every day of the cycle"),
    ],
)
def test_a_condition_of_which_nothing_is_left_is_lost(
    draft: str, rewrite: str, condition: str
) -> None:
    assert lost(draft, rewrite) == [condition]


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        ("Send it back unopened.", "Returning it works as long as it hasn't been opened."),
        ("If it rains we move inside.", "In rainy weather it takes place indoors."),
        ("Free for students with ID.", "Students showing ID get it for free."),
        ("Calling every day doesn't speed it up.", "Calls don't make it faster."),
        ("Renewed by someone else.", "Another reader renewed it."),
        ("No freeze after the fact.", "A freeze isn't available retroactively."),
        ("It is 15 EUR per guest.", "It is 15 EUR each."),
    ],
)
def test_a_condition_in_other_words_is_kept(draft: str, rewrite: str) -> None:
    assert lost(draft, rewrite) == []


def test_a_condition_told_by_a_kept_fact_is_excused() -> None:
    draft = "It's waived if the balance stays at $1,500."
    before, after = read(draft), read("With $1,500 in the account it's waived.")
    start = draft.index("$")
    assert list(find_lost_conditions(before, after))
    assert list(find_lost_conditions(before, after, [(start, start + 6)])) == []


def test_a_contrast_turned_round_is_named() -> None:
    draft = read("Sign in with your badge number, not your email.")
    assert any(
        find_turned_contrasts(draft, read("Sign in with the email rather than the badge number."))
    )
    assert not any(
        find_turned_contrasts(draft, read("Sign in with the badge number rather than the email."))
    )
    assert not any(
        find_turned_contrasts(
            read("Cashmere isn't accepted for express."), read("Express isn't for cashmere.")
        )
    )


def test_a_condition_made_void_is_named() -> None:
    draft = read("Registration follows once you passed the theory test.")
    void = "Registration follows whether or not you passed the theory test."
    assert any(find_voided_conditions(draft, read(void)))
    assert not any(find_voided_conditions(draft, read("It follows once you passed the test.")))
    assert not any(find_voided_conditions(read(void), read(void)))


def test_an_and_that_became_an_or_is_named() -> None:
    draft = read("We match sellers with a store and stock.")
    assert any(find_loosened_pairs(draft, read("We match sellers with a store or stock.")))
    assert not any(find_loosened_pairs(draft, read("We match sellers with stock and a store.")))
