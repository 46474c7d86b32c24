import pytest

from rewriting.rules_engine.tidying import (
    capitalised,
    lowered,
    punctuated,
    spell_out,
    straighten,
    without_mood,
)


@pytest.mark.parametrize(
    ("hasty", "careful"),
    [
        ("u need 2 forms", "you need 2 forms"),
        ("i dont think youre late", "I don't think you're late"),
        ("Its under Plan, its own page", "It's under Plan, its own page"),
        ("its packed", "it's packed"),
        ("you should of asked on friday", "you should have asked on Friday"),
        ("no idea tbh", "no idea"),
    ],
)
def test_chat_spelling_becomes_words(hasty: str, careful: str) -> None:
    assert spell_out(hasty) == careful


@pytest.mark.parametrize("kept", ["dont.com", "user@im.net", "C:\\im\\ur", "IM Bank", "the U-bend"])
def test_what_is_no_chat_spelling_stays(kept: str) -> None:
    assert spell_out(kept) == kept


def test_straightening_touches_apostrophes_and_blanks_only() -> None:
    assert straighten("you\u2019ll\u00a0 see \u201cit\u201d\u200b") == "you'll see \u201cit\u201d"


def test_smileys_go_and_end_the_sentence_they_stood_in() -> None:
    assert without_mood("no idea \U0001f937 they are out :)") == "no idea. they are out"


def test_a_time_or_a_list_is_no_smiley() -> None:
    assert without_mood("open 8:00 (daily)") == "open 8:00 (daily)"


@pytest.mark.parametrize(
    ("text", "capital"),
    [
        ("yes", "Yes"),
        ('"no"', '"No"'),
        ("iPhone cases", "iPhone cases"),
        ("example.com is", "example.com is"),
    ],
)
def test_capitals_are_given_to_words_only(text: str, capital: str) -> None:
    assert capitalised(text) == capital


@pytest.mark.parametrize(
    ("text", "small"),
    [
        ("Refunds take a week", "refunds take a week"),
        ("Why it stopped", "why it stopped"),
        ("Anna left", "Anna left"),
        ("James left", "James left"),
        ("SEPA works", "SEPA works"),
        ("I see", "I see"),
    ],
)
def test_only_a_capital_that_the_sentence_gave_is_taken(text: str, small: str) -> None:
    assert lowered(text) == small


def test_open_ends_are_closed_as_what_they_are() -> None:
    assert punctuated("it leaves at nine") == "it leaves at nine."
    assert punctuated("what's on the screen") == "what's on the screen?"
    assert punctuated("three photos:") == "three photos:"


@pytest.mark.parametrize(
    ("hasty", "spelt"),
    [("ur asking me", "you're asking me"), ("Ur late", "You're late"), ("ur order", "your order")],
)
def test_ur_is_told_by_what_follows(hasty: str, spelt: str) -> None:
    assert spell_out(hasty) == spelt
