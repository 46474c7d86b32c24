"""Assurances: promises that name nobody who acts are found, and licensed by the draft's own."""

from __future__ import annotations

import pytest

from guardrails.clauses.reading import read_discourse
from guardrails.promise_licences import find_unlicensed_promises

ASSURED = (
    "Your refund is approved.",
    "Refund granted.",
    "You are entitled to a replacement.",
    "Your money will be back in your account soon.",
    "Nothing will be charged.",
    "You may keep the chair.",
    "Expect a call from us.",
    "This will never happen again.",
    "Keep the receipt so that you can claim it back later.",
    "You can be reimbursed.",
    "You will see the amount back on your card.",
    "We won't keep your money.",
    "We'd never let you pay for that.",
    "One of them is reserved for you.",
    "A new one is on its way to you.",
)
NOT_ASSURED = (
    "We can't refund the chair.",
    "Once your refund is approved, it shows in the app.",
    "Your refund isn't approved.",
    "Has the refund been approved?",
    "I'm sorry about the chair.",
    "I'm sorry that you've been charged for the chair.",
    "Our guarantee of 5 years is limited to chairs.",
    "You won't see the amount back on your card.",
)


@pytest.mark.parametrize("text", ASSURED)
def test_an_assurance_is_a_promise(text: str) -> None:
    draft = read_discourse("The chair is blue.")
    assert list(find_unlicensed_promises(draft, read_discourse(text), ()))


@pytest.mark.parametrize("text", ASSURED)
def test_the_draft_and_its_facts_license_an_assurance(text: str) -> None:
    said, other = read_discourse(text), read_discourse("The chair is blue.")
    assert not list(find_unlicensed_promises(said, said, ()))
    assert not list(find_unlicensed_promises(other, said, (said,)))


@pytest.mark.parametrize("text", NOT_ASSURED)
def test_what_is_denied_supposed_or_asked_assures_nothing(text: str) -> None:
    draft = read_discourse("The chair is blue.")
    assert not list(find_unlicensed_promises(draft, read_discourse(text), ()))


def test_a_charge_that_the_draft_leaves_out_may_be_left_out() -> None:
    draft = read_discourse("The first night is charged, the rest isn't.")
    rewrite = read_discourse("The other nights cost you nothing.")
    assert not list(find_unlicensed_promises(draft, rewrite, ()))


def test_a_fee_that_stands_licenses_nothing() -> None:
    draft = read_discourse("The fee is not waived.")
    assert list(find_unlicensed_promises(draft, read_discourse("Nothing will be charged."), ()))
