from __future__ import annotations

import pytest

from guardrails.context import NO_CONTEXT
from guardrails.facts.comparing import compare_facts, state
from guardrails.facts.known import count_distinct, gather
from guardrails.facts.licences import grant
from guardrails.values import Fact
from guidance.model import Vocabulary


class Counted:
    """A relation that holds for nothing and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, one: Fact, other: Fact) -> bool:
        self.asked += 1
        return one is other


def numbers(count: int, first: int = 0) -> list[Fact]:
    return [Fact("number", str(n), 0, 1, str(n)) for n in range(first, first + count)]


def work(count: int) -> int:
    relation = Counted()
    known, others = gather(numbers(count)), numbers(count, first=100_000)
    among = count_distinct(others)
    for fact in others:
        known.matches(fact, relation, among)
    return relation.asked


def test_the_same_fact_is_found_without_a_comparison() -> None:
    relation = Counted()
    known = gather(numbers(50))
    assert all(known.matches(fact, relation, 50) for fact in numbers(50))
    assert relation.asked == 0


def test_other_facts_are_compared_one_by_one_but_never_too_many() -> None:
    assert work(30) == 900
    assert max(work(count) for count in (100, 300, 1000, 5000)) <= 40_000


@pytest.mark.parametrize(
    ("one", "other"),
    [("1 ", "2 "), ("5 May ", "6 May "), ("$5 ", "$6 "), ("A1 ", "B1 "), ('"a" ', '"b" ')],
)
def test_a_long_row_of_facts_is_compared_to_its_end(one: str, other: str) -> None:
    before, after = state(one * 2_000), state(other * 2_000)
    comparison = compare_facts(before, after, grant("", before.held, NO_CONTEXT, Vocabulary()))
    assert len(comparison.added) == 2_000
    assert comparison.missing


HOSTILE = [
    *("*a", "a/", "/-", "a@", "A ", "a.", "[a](", "x@y.", "1", "1 ", "1-", "5 May ", "1st ", "$1"),
    *('"', "'a", "a-", "May ", "http:", "a.b.", "&", "<a ", "8-12 ", "2 h 50 ", "every ", "@"),
    *("it ships today ", "half a ", "(dot)", "\x1f"),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_hostile_draft_is_read_to_its_end(piece: str) -> None:
    text = (piece * 20_000)[:9_000] + " It costs $77, see https://a.example."
    assert {"amount", "url"} <= {fact.kind for fact in state(text).facts}
