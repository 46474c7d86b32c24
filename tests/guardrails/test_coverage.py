from __future__ import annotations

from guardrails.clauses.reading import read_discourse
from guardrails.coverage import find_dropped, find_scolding


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
