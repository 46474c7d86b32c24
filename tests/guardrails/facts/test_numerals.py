from __future__ import annotations

from guardrails.facts.numerals import read_passage


def test_the_numerals_of_a_list_share_what_follows() -> None:
    passage = read_passage("It takes 5, 10 or 15 days.")
    assert [numeral.value for numeral in passage.sharing(2)] == ["5", "10", "15"]


def test_an_endless_range_is_not_followed_to_its_beginning() -> None:
    passage = read_passage("1-" * 200)
    last = len(passage.numerals) - 1
    assert 1 < len(passage.sharing(last)) < 20
