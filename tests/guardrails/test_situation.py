from __future__ import annotations

import pytest

from guardrails.folding import fold
from guardrails.situation import CALM, read_content, read_situation
from guardrails.values import Finding

QUESTIONS = [
    "Can I pay by invoice?",
    "Where do I change my address?",
    "What happens if the lamp arrives broken?",
    "Is the bag covered in case it gets lost?",
    "Do you ship to Malta?",
    "I'd like to order two more.",
    "Thanks so much, that fixed it!",
    "It works now, the problem is gone.",
    "Your driver was brilliant, thank you for everything.",
]
PROBLEMS = [
    "My parcel was damaged.",
    "I can't log in.",
    "The app keeps crashing.",
    "My card was declined twice",
    "You charged me for two nights instead of one.",
    "It still hasn't arrived.",
    "Where is my refund?",
    "I got the wrong size.",
    "Nobody called me back.",
    "My father passed away and I need to close his account.",
]
REFUSALS = [
    "Refunds aren't available after 30 days.",
    "That size is sold out.",
    "It is no longer possible to change the date.",
    "We don't ship to Malta.",
    "The ticket is non-refundable.",
]
MISHAPS = [
    "Your parcel was lost on the way.",
    "The flight has been cancelled.",
    "We overcharged you in May.",
    "Your account has been suspended.",
    "The order says blue. You picked blue.",
    "Our log shows that the code was entered twice.",
]
PLAIN = [
    "We open at 9.",
    "Your table is booked for two at 7pm.",
    "You're welcome! Have a lovely day.",
    "Please choose Settings and then Billing.",
    "Yes, we ship to Malta.",
    "There is a fee unless the train is cancelled.",
    "If your parcel was damaged on the way, send us a photo.",
]


@pytest.mark.parametrize("message", QUESTIONS)
def test_a_plain_question_or_thanks_is_a_calm_situation(message: str) -> None:
    assert read_situation(fold("Sure."), (), message) == CALM


@pytest.mark.parametrize("message", PROBLEMS)
def test_a_problem_is_read_from_the_customers_words(message: str) -> None:
    assert read_situation(fold("Sure."), (), message).problem


@pytest.mark.parametrize("draft", PLAIN)
def test_a_plain_answer_is_a_calm_situation(draft: str) -> None:
    assert read_situation(fold(draft)) == CALM


@pytest.mark.parametrize("draft", MISHAPS)
def test_a_mishap_or_a_dispute_is_read_from_the_draft(draft: str) -> None:
    assert read_situation(fold(draft)).problem


@pytest.mark.parametrize("draft", REFUSALS)
def test_a_gentle_refusal_is_read_from_the_draft(draft: str) -> None:
    assert read_situation(fold(draft)).refusal


def test_a_blunt_refusal_is_told_by_the_findings() -> None:
    blunt = Finding("refusal/cannot", "refusal", "error", 0, 1, "x", "", (), "")
    shown = Finding("refusal/cannot", "refusal", "suggestion", 0, 1, "x", "", (), "")
    assert read_situation(fold("Sorry."), [blunt]).refusal
    assert not read_situation(fold("Sorry."), [shown]).refusal


def test_an_upset_customer_complains_even_without_a_known_problem() -> None:
    situation = read_situation(fold("Sure."), (), "I'm furious about your new colours.")
    assert situation.upset
    assert situation.complaint
    assert not situation.problem


def test_a_calm_problem_is_no_complaint() -> None:
    assert read_situation(fold("Sure."), (), "My parcel was damaged.").complaint is None


def test_content_is_the_same_in_every_form_of_its_words() -> None:
    assert read_content("They charged me") == read_content("It was a charge")
    assert read_content("Please, would you do this for them?") == frozenset()


def test_what_is_only_supposed_does_not_hide_what_is() -> None:
    supposed = "If you were charged twice, tell us. " * 50
    assert not read_situation(fold(supposed)).problem
    assert read_situation(fold(supposed + "Your parcel was lost.")).problem
