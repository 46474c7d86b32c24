from __future__ import annotations

import pytest

from guardrails.admissions import find_added_admissions
from guardrails.clauses.reading import read_discourse


def admitted(draft: str, rewrite: str) -> bool:
    return any(find_added_admissions(read_discourse(draft), read_discourse(rewrite)))


@pytest.mark.parametrize(
    "rewrite",
    [
        "It was overlooked by our crew.",
        "Which was too late and our mistake.",
        "We failed to warn you.",
        "We're sorry that our team misconfigured it.",
        "We should have warned you.",
        "This one is on us.",
        "It was a fault on our side.",
        "We neglected to remind you.",
        "Our estimator got it wrong.",
        "That was careless of us.",
        "We forgot to mention it.",
        "Our desk tagged your bag by mistake.",
        "It was declined by our driver in error.",
        "That is a warning we should explain better.",
        "It isn't worded clearly enough on our page.",
        "Our manual misled you.",
        "Our planner didn't look at it as well as they should have.",
        "That should never have happened.",
        "It was off because of a glitch in our panel.",
    ],
)
def test_taking_the_blame_is_an_admission(rewrite: str) -> None:
    assert admitted("It's late.", rewrite)


@pytest.mark.parametrize(
    "rewrite",
    [
        "I'm so sorry that this happened to you.",
        "It's not our mistake.",
        "If we forgot anything, please tell us.",
        "Liability for it isn't with us.",
        "The bank made an error.",
        "You should have received it.",
        "We missed you at the door.",
        "You pressed it by mistake.",
        "The manual explains it better.",
        "We can't make it any sooner.",
        "It could arrive sooner.",
    ],
)
def test_care_and_denial_are_no_admissions(rewrite: str) -> None:
    assert not admitted("It's late.", rewrite)


def test_a_draft_that_takes_the_blame_licenses_it() -> None:
    assert not admitted("Our mistake, sorry.", "That was our mistake.")
