from __future__ import annotations

import pytest

from guardrails.reading import read
from guardrails.rulebook import Rulebook
from guardrails.signals import find_signals
from guardrails.situation import CALM, Situation, read_content
from guidance.model import Guidance, SignalName, SignalRule

PATTERNS: dict[SignalName, str] = {
    "acknowledges": "so sorry",
    "listens": "I hear you",
    "offers_choice": "which one",
    "next_step": "(I've sent|please open)",
    "their_view": "in your place",
}
SIGNALS = tuple(
    SignalRule(name, "", "", "", (pattern,), (), ()) for name, pattern in PATTERNS.items()
)
RULEBOOK = Rulebook.compile(Guidance("test", (), (), SIGNALS, (), ()))
PROBLEM = Situation(problem=True)
REFUSAL = Situation(refusal=True)
UPSET = Situation(upset=True, complaint=read_content("the kettle leaks everywhere"))
COMPLAINT = Situation(problem=True, complaint=read_content("the kettle leaks everywhere"))


def missing(text: str, situation: Situation) -> set[SignalName]:
    return set(find_signals(read(text, RULEBOOK), situation).missing())


def test_presence_is_told_with_its_spans() -> None:
    signals = find_signals(read("I'm so sorry. So sorry!", RULEBOOK))
    assert signals.acknowledges.present
    assert signals.acknowledges.spans == ((4, 12), (14, 22))
    assert not signals.listens.present


def test_a_calm_situation_calls_for_nothing() -> None:
    signals = find_signals(read("We open at 9.", RULEBOOK), CALM)
    assert not any(getattr(signals, name).needed for name in PATTERNS)


@pytest.mark.parametrize("situation", [PROBLEM, REFUSAL, UPSET])
def test_trouble_calls_for_care_and_a_way_on(situation: Situation) -> None:
    wanted = missing("The contract says so.", situation)
    assert "acknowledges" in wanted
    assert wanted & {"next_step", "offers_choice"}


def test_of_two_ways_on_one_is_enough() -> None:
    for way in ("Please open the lid.", "Which one is yours?"):
        assert missing(f"So sorry. {way}", PROBLEM) == set()


def test_after_a_refusal_a_choice_is_missing_and_after_a_problem_a_step() -> None:
    assert missing("So sorry.", REFUSAL) == {"offers_choice"}
    assert missing("So sorry.", PROBLEM) == {"next_step"}


def test_what_is_present_is_what_was_needed() -> None:
    signals = find_signals(read("So sorry. Which one is yours?", RULEBOOK), PROBLEM)
    assert signals.offers_choice.needed
    assert not signals.next_step.needed


def test_a_complaint_that_is_not_restated_calls_for_listening_or_their_view() -> None:
    assert missing("So sorry. Please open it.", COMPLAINT) == {"listens"}
    assert missing("So sorry. Please open it.", UPSET) == {"their_view"}
    assert missing("So sorry. I hear you. Please open it.", COMPLAINT) == set()
    assert missing("So sorry. In your place I'd say so too. Please open it.", UPSET) == set()


def test_a_complaint_that_is_restated_calls_for_neither() -> None:
    assert missing("So sorry that the kettle is leaking. Please open it.", UPSET) == set()


def test_a_calm_customer_sees_care_in_a_deed_a_choice_or_listening() -> None:
    assert missing("I've sent a new one.", PROBLEM) == set()
    assert missing("I hear you. Please open it.", PROBLEM) == set()
    assert missing("Red is gone. Which one of the others?", REFUSAL) == set()
    assert missing("Please open it.", PROBLEM) == {"acknowledges"}


def test_an_upset_customer_needs_it_said() -> None:
    assert "acknowledges" in missing("I've sent a new one.", UPSET)
    assert missing("In your place I'd say so too. I've sent a new one.", UPSET) == set()
