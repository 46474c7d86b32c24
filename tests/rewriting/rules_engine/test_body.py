from collections.abc import Callable

import pytest

from guardrails.precheck import PreCheck
from rewriting.rules_engine.body import Body, is_bullet, reword_body
from rewriting.rules_engine.choosing import Choice
from rewriting.rules_engine.judging import Judge
from rewriting.rules_engine.letter import read_letter
from rewriting.rules_engine.rewordings import load_rewordings

Check = Callable[..., PreCheck]


def body(check: Check, draft: str, message: str | None = None) -> Body:
    pre = check(draft, message)
    return reword_body(read_letter(pre.masked.text), Judge(pre), load_rewordings(), Choice(draft))


def test_only_what_offends_is_reworded(check: Check) -> None:
    done = body(check, "The van is in Leeds. You must sign for it.")
    assert done.text == "The van is in Leeds. Please sign for it."
    assert done.themes == {"command"}


def test_a_paragraph_that_held_only_offences_goes_whole(check: Check) -> None:
    done = body(check, "The van is in Leeds.\n\nCalm down.\n\nIt comes on Friday.")
    assert done.text == "The van is in Leeds.\n\nIt comes on Friday."


def test_lists_stay_lists(check: Check) -> None:
    done = body(check, "Please bring:\n- box\n- label\n1. You must sign.")
    assert done.text == "Please bring:\n- box\n- label\n1. Please sign."


def test_a_retort_beside_a_fact_goes_and_the_fact_stays(check: Check) -> None:
    done = body(check, "I find that hard to believe. Learn to read, box 7 is in Leeds.")
    assert done.text == "Box 7 is in Leeds."


def test_a_denial_may_be_the_answer_and_stays(check: Check) -> None:
    assert body(check, "We never ignored you.").text == "We never ignored you."


@pytest.mark.parametrize(
    "draft", ["You must pay the bill or we will suspend you.", "You must pay the bill, or else."]
)
def test_a_request_is_never_mere_attitude(draft: str, check: Check) -> None:
    assert "pay the bill" in body(check, draft).text


def test_quoted_lines_are_left_alone(check: Check) -> None:
    done = body(check, "> you must pay\n\nYou must sign.")
    assert done.paragraphs[0].kept
    assert done.paragraphs[1].lines[0].text == "Please sign."


def test_hasty_typing_is_put_right_throughout(check: Check) -> None:
    done = body(check, "u need to sign. its in the box")
    assert done.text == "Please sign. It's in the box."


def test_a_friendly_draft_keeps_its_own_blanks_and_marks(check: Check) -> None:
    draft = "The van is  in Leeds! You\u2019ll love it."
    assert body(check, draft).text == draft


def test_a_draft_hostile_in_one_place_is_read_strictly_everywhere(check: Check) -> None:
    friendly = body(check, "There was no leak. Please sign.")
    hostile = body(check, "There was no leak. Please sign. Mind your tone.")
    assert friendly.text == "There was no leak. Please sign."
    assert hostile.text == "Please sign."


def test_shouting_becomes_speech(check: Check) -> None:
    assert "ALL FIVE" not in body(check, "We answered ALL FIVE of them in May.").text


@pytest.mark.parametrize("line", ["- box", "1. box", "\u2022 box"])
def test_items_of_lists_are_known(line: str) -> None:
    assert is_bullet(line)
    assert not is_bullet("box - 1.")
