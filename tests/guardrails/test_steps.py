from __future__ import annotations

import pytest

from guardrails.clauses.reading import Discourse
from guardrails.facts import extract_facts
from guardrails.meaning import read_meaning
from guardrails.steps import (
    find_missing_steps,
    find_steps,
    find_swapped_labels,
    find_swapped_steps,
)

DRAFT = "Do this: take out the pads, sand them lightly, polish the discs, then brake hard."


def read(text: str) -> Discourse:
    return read_meaning(text, extract_facts(text))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (DRAFT, 4),
        ("1) turn it off 2) wait a bit 3) press Reset", 3),
        ("Open the app. Tap Settings. Choose Privacy.", 3),
        ("Open the app and tap Settings.", 0),
        ("The order is late. We send it. It costs nothing.", 0),
    ],
)
def test_instructions_in_a_row_are_steps(text: str, count: int) -> None:
    assert len(find_steps(read(text))) == count


def missing(rewrite: str) -> list[str]:
    draft = read(DRAFT)
    return [draft.quote(step.clause) for step in find_missing_steps(draft, read(rewrite))]


def test_a_step_that_is_gone_is_missed() -> None:
    assert missing("Remove the pads, polish the discs and brake hard.") == ["sand them lightly"]


def test_steps_in_other_words_are_there() -> None:
    rewrite = "1. Remove the pads.\n2. Sand them a little.\n3. Polish the discs.\n4. Brake hard."
    assert missing(rewrite) == []


def swapped(rewrite: str) -> bool:
    return any(find_swapped_steps(read(DRAFT), read(rewrite)))


def test_steps_the_other_way_round_are_named() -> None:
    assert swapped("Sand the pads lightly, polish the discs, take out the pads, then brake hard.")
    assert not swapped("Please take the pads out, sand them, polish the discs and brake hard.")


def test_before_and_a_colon_keep_the_order() -> None:
    draft = "Turn off the fonts, restart, then run the update."
    assert not any(
        find_swapped_steps(
            read(draft), read("Before running the update, turn the fonts off and then restart.")
        )
    )
    draft = "Replace the pictures, keep the cover, reorder the book."
    assert not any(
        find_swapped_steps(
            read(draft), read("You can reorder the book: replace the pictures, keep the cover.")
        )
    )


def test_words_in_brackets_and_headings_are_no_steps() -> None:
    draft = "Reset: put in the dome (blue ring), clean the filter, charge it, then pair again."
    assert len(find_steps(read(draft))) == 4


def test_a_step_may_name_only_what_is_switched() -> None:
    draft = "Turn off the car alarm, leave the gear in P, then go upstairs."
    told = "Once parked: alarm off, gear in P, and then up the stairs."
    assert not any(find_missing_steps(read(draft), read(told)))
    assert any(find_missing_steps(read(draft), read("Gear in P, and then up the stairs.")))


def test_a_draft_to_be_read_backwards_has_no_order_of_its_own() -> None:
    draft = "Empty the cupboard, take the tap off, shut the water, in that order backwards."
    kept = "Shut the water, take the tap off, then empty the cupboard."
    assert not any(find_swapped_steps(read(draft), read(kept)))
    forward = "Empty the cupboard, take the tap off, shut the water."
    assert any(find_swapped_steps(read(forward), read(kept)))


def test_one_word_in_another_places_no_step() -> None:
    draft = "Open the page, answer 2 questions, pick a new PIN not used in the last 10."
    kept = "It holds nothing older. 1. The page 2. Two questions to answer 3. A new PIN."
    assert not any(find_swapped_steps(read(draft), read(kept)))


def test_labels_of_one_sentence_keep_their_order() -> None:
    draft = 'Click "Run test" before "Import all".'
    labels = [fact for fact in extract_facts(draft) if fact.kind == "quote"]

    def turned(rewrite: str) -> bool:
        return any(find_swapped_labels(read(draft), labels, read(rewrite)))

    assert turned('Press "Import all" ahead of "Run test".')
    assert not turned('Press "Run test" ahead of "Import all".')
    assert not turned('Press "Import all" after "Run test".')
