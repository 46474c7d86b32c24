from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from guardrails.overlaps import Overlaps

SPAN = st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda one: (one[0], one[0] + one[1]))


@given(st.lists(SPAN, max_size=8), SPAN)
def test_a_piece_is_touched_exactly_when_a_span_shares_a_place_with_it(
    spans: list[tuple[int, int]], piece: tuple[int, int]
) -> None:
    start, end = piece
    shared = any(a < end and start < b for a, b in spans)
    assert Overlaps(spans).touch(start, end) is shared
