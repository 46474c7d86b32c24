from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from guardrails.spans import find_holder, join_overlaps


def test_overlapping_spans_become_one_of_the_longest_ones_kind() -> None:
    found = [(12, 14, "c"), (0, 5, "a"), (3, 12, "b")]
    assert join_overlaps(found) == [(0, 12, "b"), (12, 14, "c")]


def test_of_equally_long_ones_the_first_names_the_kind() -> None:
    assert join_overlaps([(0, 5, "a"), (0, 5, "b")]) == [(0, 5, "a")]


def test_what_is_added_to_a_joined_span_competes_with_its_parts() -> None:
    assert join_overlaps([(0, 4, "a"), (3, 6, "b"), (5, 10, "c")]) == [(0, 10, "c")]


def test_empty_spans_are_left_out() -> None:
    assert join_overlaps([(3, 3, "a")]) == []


SPANS = st.tuples(st.integers(0, 30), st.integers(0, 9)).map(lambda s: (s[0], s[0] + s[1], "x"))


@given(st.lists(SPANS))
def test_joining_covers_the_same_places_without_overlap(found: list[tuple[int, int, str]]) -> None:
    joined = join_overlaps(found)
    covered = [place for start, end, _ in joined for place in range(start, end)]
    assert covered == sorted(set(covered))
    assert set(covered) == {place for start, end, _ in found for place in range(start, end)}


@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(1, 9)).map(lambda s: (s[0], sum(s)))),
    st.integers(0, 20),
    st.integers(0, 6),
)
def test_a_span_is_held_by_one_that_begins_no_later_and_ends_no_earlier(
    spans: list[tuple[int, int]], start: int, length: int
) -> None:
    held = any(first <= start and start + length <= last for first, last in spans)
    assert find_holder(spans)(start, start + length) == held
