"""The openings of the guidance: each is kind, clean, and about something."""

import re
from importlib import resources
from itertools import islice

import pytest

from guidance.files import parse, walk
from rewriting.rules_engine.judging import Judge
from rewriting.rules_engine.openings import OpeningShape, find_openings, is_grave
from rewriting.rules_engine.slots import fill

FILES = {
    file.name.removesuffix(".toml"): parse(file, OpeningShape)
    for file in walk(resources.files("guidance").joinpath("openings"), "guidance/openings")
}
SAMPLES = ("your order", "the shoes")
FILLED = [
    pytest.param(text, id=f"{name}: {one}")
    for name, shape in FILES.items()
    for one in (*shape.openings, *shape.wishes, *shape.plain)
    for thing in (SAMPLES if "{thing}" in one else SAMPLES[:1])
    for text in [fill(one, {"thing": thing, "wish": "to pay by invoice"})]
]


@pytest.mark.parametrize("opening", FILLED)
def test_every_opening_is_kind_and_clean(opening: str, judge: Judge) -> None:
    assert "acknowledges" in judge.shows(opening)
    assert judge.findings(opening) == ()
    assert opening.endswith(".")
    assert opening[0].isupper()
    assert not judge.holds_facts(opening)


def test_no_two_openings_are_the_same() -> None:
    said = [
        one for shape in FILES.values() for one in (*shape.openings, *shape.wishes, *shape.plain)
    ]
    assert len(said) == len(set(said))


def test_every_situation_decides_in_its_turn() -> None:
    ranks = [shape.rank for shape in FILES.values()]
    assert len(ranks) == len(set(ranks))


@pytest.mark.parametrize("name", [name for name, shape in FILES.items() if shape.openings])
def test_openings_that_name_a_thing_say_of_which_kinds(name: str) -> None:
    assert FILES[name].about


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("My parcel was due Monday!", "your parcel"),
        ("The vase came in pieces.", "the vase"),
        ("I've been on hold 50 minutes.", "hold"),
        ("My husband passed away in May and you keep writing to him.", "loss"),
        ("You charged me for nothing!!", "charge"),
        ("can I pay by invoice?", "to pay by invoice"),
        ("I can't log in to my account", "your account"),
        ("Nobody came on Tuesday", "waited"),
    ],
)
def test_the_opening_names_what_happened(message: str, words: str) -> None:
    groups = find_openings(message, "", refuses=True, cold=True)
    assert any(words in one for group in islice(groups, 2) for one in group.openings)


def test_without_a_message_the_draft_tells() -> None:
    first = next(find_openings(None, "Your power is still out.", refuses=False, cold=True))
    assert all("power" in one for one in first.openings)


def test_where_nothing_is_known_and_nothing_owed_there_is_no_opening() -> None:
    assert list(find_openings("When does it open?", "At nine.", refuses=False, cold=False)) == []


def test_where_nothing_is_known_to_have_gone_wrong_thanks_come_first() -> None:
    (first, *_) = find_openings(None, "The form is blue.", refuses=False, cold=True, calm=True)
    assert first.openings == FILES["calm"].plain
    (first, *_) = find_openings("It broke!", "It is blue.", refuses=False, cold=True)
    assert first.openings != FILES["calm"].plain


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("We had a stillbirth last week. Please cancel the pram.", "bereavement"),
        ("My cat died on Monday and you send me an invoice", "bereavement"),
        ("My ex keeps threatening me and I need a new number.", "violence"),
        ("Our house burned down and the modem with it", "disaster"),
        ("I'm in the emergency room with my son", "health"),
        ("i lost my job and cannot pay this month", "hardship"),
        ("Two men had to carry me up the stairs. It was humiliating.", "humiliation"),
        ("Someone stole my bike from the stand", "theft"),
    ],
)
def test_what_is_grave_comes_first_and_alone(message: str, name: str) -> None:
    assert is_grave(message)
    first, *others = find_openings(message, "We can't cancel it.", refuses=True, cold=True)
    assert first.openings == FILES[name].plain
    assert {one.openings for one in others} <= {f.plain for f in FILES.values() if f.grave}


@pytest.mark.parametrize(
    "message",
    [
        "I am sick of waiting for you people",
        "I clicked it by accident",
        "What a stroke of luck, but where is my parcel?",
        "My friend's phone died. Which charger fits?",
        "This price is theft!",
        "The battery has died again",
    ],
)
def test_words_of_everyday_annoyance_are_not_grave(message: str) -> None:
    assert not is_grave(message)


@pytest.mark.parametrize(
    ("message", "claim"),
    [
        ("webhooks are broken AGAIN", "state"),
        ("The alarm is still ringing!", "waiting|set aside"),
        ("My dashcam is missing", "dashcam"),
        ("Can I book a flu shot for my 80 year old mother?", "for your year"),
        ("My job is gone from the board", "your job"),
        ("My visa appointment vanished from the calendar", "where the calendar"),
        ("The discount code doesn't work", "kept out"),
    ],
)
def test_no_opening_claims_or_names_what_nobody_is_sure_of(message: str, claim: str) -> None:
    groups = list(find_openings(message, "", refuses=True, cold=True))
    assert groups
    assert not any(re.search(claim, one) for group in groups for one in group.openings)


def test_a_machine_that_died_is_no_bereavement() -> None:
    (first, *_) = find_openings("My trackpad died on me", "", refuses=False, cold=True)
    assert not any("loss" in one for one in first.openings)
