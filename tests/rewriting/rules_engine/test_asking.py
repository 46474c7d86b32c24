import pytest

from rewriting.rules_engine.asking import find_question, find_wish, other_side


@pytest.mark.parametrize(
    ("message", "wish"),
    [
        ("can I pay by invoice instead of card?", "to pay by invoice"),
        ("Hi, can you just waive the 15 dollar late fee please", "for us to waive the late fee"),
        ("Is there any discount for students?", "for a discount for students"),
        (
            "I would like a full refund for my daughter's lessons, she is ill",
            "for a full refund for your daughter's lessons",
        ),
        ("Can my husband collect the passport?", "for your husband to collect the passport"),
    ],
)
def test_wishes_are_said_back(message: str, wish: str) -> None:
    assert find_wish(message) == wish


@pytest.mark.parametrize(
    "message",
    [
        "please fix",
        "I want to speak to a manager",
        "give me my damn money",
        "can you call me on [[PHONE_1_k7qx]]",
        "I want to tell you a long story about what happened to us when we came home that night",
    ],
)
def test_anger_stories_and_contacts_are_not_said_back(message: str) -> None:
    assert find_wish(message) is None


@pytest.mark.parametrize(
    ("message", "question"),
    [
        ("so when will the outage end", "when the outage will end"),
        ("Water is brown, is it safe to drink?", "whether it is safe to drink"),
        (
            "Can you tell me if it works with my old radiators?",
            "whether it works with your old radiators",
        ),
        ("which cable do I need for the monitor then?", "which cable you need for the monitor"),
        ("I'd like to know what data you have about me.", "what data we have about you"),
    ],
)
def test_questions_are_turned_round(message: str, question: str) -> None:
    assert find_question(message) == question


@pytest.mark.parametrize(
    "message", ["Why me?", "This is theft.", "did you lie to me?", "is that your final word"]
)
def test_what_asks_nothing_is_no_question(message: str) -> None:
    assert find_question(message) is None


def test_sides_are_changed_once() -> None:
    assert (
        other_side("you sent my card to your office and I paid you")
        == "we sent your card to our office and you paid us"
    )
