from __future__ import annotations

import pytest

from guardrails.context import NO_CONTEXT, Context
from guardrails.facts import extract_facts
from guardrails.facts.claims import extract_claims
from guardrails.facts.comparing import compare_facts, state
from guardrails.facts.licences import grant
from guidance.model import Vocabulary


def added(draft: str, rewrite: str, context: Context = NO_CONTEXT) -> list[str]:
    before, after = state(draft), state(rewrite)
    licence = grant(draft, before.held, context, Vocabulary())
    return [fact.text for fact in compare_facts(before, after, licence).added]


@pytest.mark.parametrize(
    "rewrite",
    [
        "It ships today.",
        "You will hear from us later today.",
        "It arrives this morning.",
        "It will be ready first thing in the morning.",
        "It ships overnight.",
        "We'll see to it over the weekend.",
        "Expect it by the end of the month.",
        "It will be there by Christmas.",
        "It takes a couple of days.",
        "You hear from us within the hour.",
        "It is done in a few minutes.",
        "Please allow several business days.",
        "It is done a few weeks from now.",
        "It takes a fortnight.",
    ],
)
def test_a_time_that_nobody_named_is_invented(rewrite: str) -> None:
    assert len(added("It is late.", rewrite)) == 1


@pytest.mark.parametrize(
    "rewrite",
    [
        "Thank you for reaching out today. How are you today?",
        "Will that be all for today?",
        "I know how long a few days can feel, and a weekend spent waiting is no fun.",
        "I wish I had better news today.",
        "Finding a ticket in the morning spoils the day.",
        "Some hours are harder than others, and several passes are needed.",
    ],
)
def test_small_talk_about_time_is_none(rewrite: str) -> None:
    assert added("It is late.", rewrite) == []


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        ("It ships today.", "It will ship later today."),
        ("It takes 2 days.", "It takes a couple of days."),
        ("It takes a couple of days.", "It takes two days."),
        ("It takes 3-5 days.", "It takes a few days, 3 to 5."),
        ("In a few days.", "It takes several days."),
        ("Shut on Saturday and Sunday.", "It will rest over the weekend: Saturday and Sunday."),
        ("Be there by 6 in the morning.", "Please be there by six in the morning."),
        ("Within 1 hour.", "Within the hour."),
    ],
)
def test_a_time_that_the_draft_names_may_be_said_again(draft: str, rewrite: str) -> None:
    assert added(draft, rewrite) == []


def test_a_claim_may_be_left_out() -> None:
    draft = "It ships today, in a few days it is there. Ask @acme, or see acme.support for it."
    before, after = state(draft), state("It is on its way.")
    licence = grant(draft, before.held, NO_CONTEXT, Vocabulary())
    assert len(before.claims) == 4
    assert compare_facts(before, after, licence).missing == ()


def test_the_customer_licenses_a_time_that_is_restated() -> None:
    context = Context(customer_message="I need it today, you said it takes a few days.")
    assert added("It is late.", "You expect it today, and a few days passed.", context) == []


def test_claims_stand_where_they_say() -> None:
    text = "See @acme\uff0ehelp, it ships\u00a0today, in a few days: evil\uff0ecom dot."
    claims = extract_claims(text, extract_facts(text))
    assert len(claims) > 2
    assert all(text[claim.start : claim.end] == claim.text for claim in claims)
