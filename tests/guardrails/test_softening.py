"""Softened refusals: what leaves a flat no open is found, unless the draft leaves it open too."""

from __future__ import annotations

import pytest

from guardrails.clauses.reading import read_discourse
from guardrails.softening import find_softened_refusals


def softened(draft: str, rewrite: str) -> bool:
    return any(find_softened_refusals(read_discourse(draft), read_discourse(rewrite)))


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        ("We don't remove the minibar charge.", "I'll see what can be done about the minibar."),
        ("We don't lift bans early.", "We rarely lift bans early."),
        ("It doesn't work on Windows.", "It doesn't work on Windows just yet."),
        ("The fee isn't waived.", "The fee isn't waived, but leave it with me."),
        ("We don't pay for suits.", "The suit can be looked at as a special case."),
        ("No free remake.", "A free remake is usually for others. I'll ask for an exception."),
        ("You can't change it.", "You can't change it. Just kidding."),
        ("We don't refund it.", "We don't refund it. Well, it is."),
        ("We don't refund it.", "Why wouldn't we refund it?"),
        ("We don't refund it.", "A refund will be no problem."),
        ("No refund of the seat.", "A refund of the seat may well be possible."),
        ("You can't return it.", "I'd have to ask whether it can still go back."),
        ("We don't waive it.", "It isn't waived. A fair request gets a second look."),
    ],
)
def test_a_no_that_is_left_open_is_found(draft: str, rewrite: str) -> None:
    assert softened(draft, rewrite)


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        ("We don't lift bans early.", "Bans aren't lifted early."),
        ("No refund. Send the form and we look again.", "With the form we look at it again."),
        ("The fee isn't waived.", "The fee stays. Delays like this usually settle in a day."),
        ("No dogs. It's usually full.", "Dogs stay at home. It's usually full."),
        ("We don't refund it.", "We don't. It is what it says on page 3."),
        ("It opens at nine.", "It usually opens at nine, see what can be done."),
        ("Four per adult, no more.", "It's four per adult at most."),
        ("No refund.", "A refund isn't something we can offer."),
    ],
)
def test_firm_words_and_those_of_the_draft_leave_nothing_open(draft: str, rewrite: str) -> None:
    assert not softened(draft, rewrite)
