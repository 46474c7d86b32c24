from __future__ import annotations

import pytest

from guardrails.facts import extract_facts
from guardrails.facts.bounds import find_changed_bounds


def changed(draft: str, rewrite: str) -> bool:
    facts = (extract_facts(draft), extract_facts(rewrite))
    return any(find_changed_bounds(draft, facts[0], rewrite, facts[1]))


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        ("You get $40 back.", "You get up to $40 back."),
        ("You get $40 back.", "You get at least $40 back."),
        ("You get $40 back.", "You get $40 or more back."),
        ("You get 20% off.", "You get up to 20% off."),
        ("Your balance is $40.", "Your balance is -$40."),
        ("Send it by 5 May.", "Send it after 5 May."),
        ("Send it by 5 May.", "Please send it from 5 May on."),
        ("Send it before 5 pm.", "Send it after 5 pm."),
        ("It is valid until 5 May.", "It is valid from 5 May."),
        ("It is valid from 5 May.", "It is valid until 5 May."),
    ],
)
def test_another_limit_is_a_change(draft: str, rewrite: str) -> None:
    assert changed(draft, rewrite)


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        ("You get $40 back.", "The $40 will be back with you."),
        ("The limit is $40.", "You can spend up to $40."),
        ("We cover $40.", "We cover up to $40."),
        ("Max. $40.", "It is $40 at most."),
        ("Orders over $40 ship free.", "With an order of at least $40 shipping is free."),
        ("It can be off by 20%.", "It may be off by as much as 20%."),
        ("Your balance is -$40.", "The balance is -$40."),
        ("It costs $10-$40.", "It costs $10 -$40."),
        ("Send it by 5 May.", "Please send it before 5 May."),
        ("We take nothing after 5 May.", "We take it until 5 May."),
        ("Orders after 5 pm ship late.", "Order by 5 pm and it ships the same day."),
        ("It doesn't start before 5 May.", "It starts from 5 May on."),
    ],
)
def test_the_same_limit_in_other_words_is_no_change(draft: str, rewrite: str) -> None:
    assert not changed(draft, rewrite)
