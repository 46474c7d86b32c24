import re
from collections.abc import Callable

import pytest

from guardrails.precheck import PreCheck
from rewriting.rules_engine.body import reword_body
from rewriting.rules_engine.choosing import Choice
from rewriting.rules_engine.composing import compose
from rewriting.rules_engine.judging import Judge
from rewriting.rules_engine.letter import read_letter
from rewriting.rules_engine.rewordings import load_rewordings

Check = Callable[..., PreCheck]


def first(check: Check, draft: str, message: str | None = None, **context: object) -> str:
    pre = check(draft, message, **context)
    judge, choice = Judge(pre), Choice(draft)
    letter = read_letter(pre.masked.text)
    body = reword_body(letter, judge, load_rewordings(), choice)
    return next(compose(letter, body, judge, choice))


def test_the_opening_comes_after_the_greeting_and_before_the_news(check: Check) -> None:
    text = first(
        check, "Hi Ann,\n\nWe can't move it. It weighs a ton.\n\nPip", "My piano is stuck!"
    )
    greeting, opening, news, *_ = text.split("\n\n")
    assert greeting == "Hi Ann,"
    assert "piano" in opening or "sorry" in opening
    assert news.endswith("?")


def test_thanks_stay_first(check: Check) -> None:
    text = first(check, "Thank you for your letter. We can't move it.", "My piano is stuck!")
    assert text.startswith("Thank you for your letter. ")


def test_a_draft_that_shows_care_itself_gets_no_second_apology(check: Check) -> None:
    text = first(check, "I'm so sorry about the leak. You must close the tap.", "It leaks!")
    assert text.count("sorry") == 1


def test_a_refusal_is_followed_by_a_choice_unless_the_draft_gives_one(check: Check) -> None:
    bare = first(check, "We can't move the piano.", "Please move my piano")
    assert bare.endswith("?")
    choice = first(check, "We can't move the piano. Would you like the name of a mover?", "Move it")
    assert choice.endswith("Would you like the name of a mover?")


def test_a_plain_command_in_a_calm_exchange_needs_no_apology(check: Check) -> None:
    text = first(check, "The form is on page two. You need to sign it.", "where is the form")
    assert "sorry" not in text


def test_a_greeting_that_runs_on_is_followed_by_a_small_letter(check: Check) -> None:
    text = first(check, "Hi Ivo, the van is in Leeds. You must sign.", "where is it")
    assert text.startswith("Hi Ivo, the van")


@pytest.mark.parametrize("number", range(12))
def test_on_the_phone_nobody_is_told_to_write(check: Check, number: int) -> None:
    draft = f"Calm down. Box {number} is in Leeds."
    spoken = first(check, draft, "Where is my box?!", channel="phone")
    assert not re.search(r"\b(?:reply|write)\b", spoken, re.IGNORECASE)
    assert spoken.endswith((".", "?"))


def test_letters_do_ask_for_a_reply(check: Check) -> None:
    texts = [first(check, f"Calm down. Box {n} is in Leeds.", "My box?!") for n in range(12)]
    assert any("reply" in text or "write" in text for text in texts)


def test_a_chat_ends_briefly(check: Check) -> None:
    for number in range(6):
        text = first(check, f"We can't move box {number}.", "Move it", channel="chat")
        assert len(text.rsplit(". ", 1)[1]) <= 50


@pytest.mark.parametrize("draft", ["Calm down.", "- box\n- You must sign."])
def test_short_and_listed_drafts_still_make_a_whole(check: Check, draft: str) -> None:
    text = first(check, draft, "My order is late!")
    assert text
    assert text[-1] in ".?"
