from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from guardrails.spans import join_overlaps


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
