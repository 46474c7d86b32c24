from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrails.cooling import COOL_OFF_FROM
from guardrails.folding import fold
from guardrails.situation import UPSET_FROM
from guardrails.tension import measure_draft_tension, measure_tension
from guardrails.values import Finding

CALM = [
    "Where do I change my address?",
    "Thank you so much, you saved my day!!!",
    "WE WON!!! Thanks to your team!",
    "Can I pay with AMEX or via IBAN from the UK?",
    "My card was stolen, please block it.",
    "I forgot my PIN again.",
    "Is the flight going to be cancelled?",
    "Please send the invoice for June.",
    "",
]
UPSET = [
    "I'm really frustrated, this should have worked.",
    "This is unacceptable.",
    "You charged me 20 pounds for nothing!",
    "I want to speak to a manager. Nobody told me about this fee.",
    "What the hell is going on with the app?",
    "MY ORDER IS STILL NOT HERE AND NOBODY CALLS",
]
FURIOUS = [
    "You are all idiots.",
    "I'm furious. Three weeks and no reply.",
    "I will take you to court and tell everyone.",
    "You'll hear from my lawyer!",
    "This is the worst company ever, I will never order here again.",
    "WHERE IS MY MONEY??? THIS IS THEFT!!!",
    "I'm sick and tired of this, cancel my account or I'll report you to the ombudsman.",
    "Fuck you and your useless bot",
]


@pytest.mark.parametrize("text", CALM)
def test_a_calm_or_glad_text_has_none(text: str) -> None:
    assert measure_tension(text) == 0


@pytest.mark.parametrize("text", UPSET)
def test_displeasure_makes_a_customer_upset(text: str) -> None:
    assert measure_tension(text) >= UPSET_FROM - 0.05


@pytest.mark.parametrize("text", FURIOUS)
def test_fury_insults_and_threats_call_for_cooling_off(text: str) -> None:
    assert measure_tension(text) >= COOL_OFF_FROM


def test_signs_add_up() -> None:
    one = measure_tension("It is late. I am disappointed.")
    two = measure_tension("It is late. I am disappointed. I have asked four times already.")
    assert 0 < one < two < measure_tension("You idiots! Late! I am disappointed. Four times now!!!")


@given(st.text())
def test_tension_lies_between_calm_and_furious(text: str) -> None:
    assert 0 <= measure_tension(text) <= 1


def _finding(theme: str, severity: str = "warning") -> Finding:
    return Finding(f"{theme}/x", theme, severity, 0, 1, "x", "", (), "")  # type: ignore[arg-type]


def test_a_drafts_kind_words_about_anger_are_no_tension() -> None:
    draft = (
        "I'm so sorry, I know how frustrating and disappointing this has been. You must be furious."
    )
    assert measure_draft_tension(fold(draft)) == 0


def test_a_drafts_offences_are_its_tension() -> None:
    calm = measure_draft_tension(fold("Fine."))
    assert calm == 0
    one = measure_draft_tension(fold("Fine."), [_finding("heat")])
    assert one > measure_draft_tension(fold("Fine."), [_finding("heat", "suggestion")]) == 0
    assert measure_draft_tension(fold("Fine."), [_finding("heat"), _finding("argument")]) > one
    assert measure_draft_tension(fold("Fine."), [_finding("refusal")]) == 0


def test_insults_in_a_draft_count_unless_they_are_quoted() -> None:
    draft = 'You wrote "you idiots".'
    assert measure_draft_tension(fold(draft)) >= COOL_OFF_FROM
    assert measure_draft_tension(fold(draft), protected=[(10, 22)]) == 0
