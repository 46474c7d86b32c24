from __future__ import annotations

from guardrails.clauses.reading import read_discourse
from guardrails.coverage import find_dropped, find_emptied, find_scolding


def dropped(draft: str, rewrite: str, excused: tuple[tuple[int, int], ...] = ()) -> list[str]:
    before = read_discourse(draft)
    return [before.quote(c) for c in find_dropped(before, read_discourse(rewrite), excused)]


def test_a_clause_of_which_nothing_came_over_is_dropped() -> None:
    draft = "The hall is open. Data roaming can be turned off in settings."
    assert dropped(draft, "The hall is open.") == ["Data roaming can be turned off in settings"]
    assert dropped(draft, "The hall is open. In the settings you can switch roaming off.") == []


def test_scolding_may_go() -> None:
    draft = "Reading the terms carefully would have helped."
    assert find_scolding(read_discourse(draft)) == ((0, len(draft) - 1),)
    assert dropped(draft, "Hello.") == []


def test_what_is_excused_may_go() -> None:
    draft = "Library fines block enrolment."
    assert dropped(draft, "Hello.")
    assert dropped(draft, "Hello.", ((0, 7),)) == []


def test_a_few_words_are_too_little_to_miss() -> None:
    assert dropped("Signal is bad.", "Hello.") == []


ORDER = "You have to restart the router and press the reset button."
ORDERING = ((0, len("You have to")),)


def emptied(draft: str, rewrite: str, orders: tuple[tuple[int, int], ...] = ()) -> bool:
    before, after = read_discourse(draft), read_discourse(rewrite)
    return any(find_emptied(before, after, (), orders))


def test_what_an_order_asks_for_comes_over() -> None:
    before = read_discourse(ORDER)
    gone = read_discourse("Please relax and enjoy the sunshine at home.")
    assert list(find_dropped(before, gone, (), ORDERING))
    kept = read_discourse("A reboot of the router and a press on its reset switch will help.")
    assert not list(find_dropped(before, kept, (), ORDERING))


def test_a_rewrite_that_says_nothing_of_the_draft_is_empty() -> None:
    assert emptied(ORDER, "z", ORDERING)
    assert emptied("You need to send us the form.", "Thank you.", ((0, 11),))
    assert not emptied("You need to send us the form.", "Could you mail the form?", ((0, 11),))
    assert emptied("The signal is bad.", "z")
    assert emptied("The signal is bad. It rains. Masts fall.", "Please enjoy your evening at home.")
    assert not emptied("The signal is bad.", "Reception was poor with this weather.")


def test_a_draft_that_only_scolds_may_be_answered_with_anything() -> None:
    assert not emptied("Reading the terms carefully would have helped.", "Hello.")
