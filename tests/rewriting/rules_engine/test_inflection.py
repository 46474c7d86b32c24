import pytest

from rewriting.rules_engine.inflection import (
    base,
    gerund,
    is_past,
    is_plural,
    participle,
    third_person,
)


@pytest.mark.parametrize(
    ("plain", "ing"),
    [
        ("refund", "refunding"),
        ("make", "making"),
        ("see", "seeing"),
        ("tie", "tying"),
        ("be", "being"),
        ("stop", "stopping"),
        ("submit", "submitting"),
        ("open", "opening"),
        ("fix", "fixing"),
        ("play", "playing"),
    ],
)
def test_gerunds_follow_the_spelling(plain: str, ing: str) -> None:
    assert gerund(plain) == ing


@pytest.mark.parametrize(
    ("verb", "done"),
    [
        ("enter", "entered"),
        ("entered", "entered"),
        ("send", "sent"),
        ("went", "gone"),
        ("wrote", "written"),
        ("ship", "shipped"),
        ("reply", "replied"),
        ("choose", "chosen"),
    ],
)
def test_participles_are_made_of_plain_and_of_past_forms(verb: str, done: str) -> None:
    assert participle(verb) == done


@pytest.mark.parametrize(
    ("done", "plain"),
    [
        ("compensated", "compensate"),
        ("lifted", "lift"),
        ("shipped", "ship"),
        ("paid", "pay"),
        ("gone", "go"),
        ("merged", "merge"),
        ("replied", "reply"),
        ("backed", "back"),
    ],
)
def test_plain_forms_are_found_behind_participles(done: str, plain: str) -> None:
    assert base(done) == plain


@pytest.mark.parametrize("plain", ["mean", "send", "match", "carry", "have", "fix"])
def test_third_persons_end_in_s(plain: str) -> None:
    said = {"match": "matches", "carry": "carries", "have": "has", "fix": "fixes"}
    assert third_person(plain) == said.get(plain, f"{plain}s")


def test_a_word_that_only_ends_like_a_past_form_is_none() -> None:
    assert not is_past("need")
    assert not is_past("hundred")
    assert is_past("clicked")
    assert is_past("Sent")


@pytest.mark.parametrize(
    "thing",
    [
        "the two logins",
        "your glasses",
        "the terms of use",
        "Kim and Lee",
        "these",
        "people",
        "three letters",
        "some forms",
    ],
)
def test_several_things_are_several(thing: str) -> None:
    assert is_plural(thing)


@pytest.mark.parametrize(
    "thing",
    ["the address", "size M", "the proof of postage", "your status", "$15", "three weeks", "it"],
)
def test_one_thing_and_any_sum_is_one(thing: str) -> None:
    assert not is_plural(thing)
