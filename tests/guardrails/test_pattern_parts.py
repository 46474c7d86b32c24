"""What patterns are made of can be measured before it is used."""

import pytest

from guardrails.pattern_parts import (
    Apostrophe,
    Choice,
    OneOf,
    Part,
    Repeat,
    Sequence,
    Words,
    count_optional,
    is_space_at,
    may_be_empty,
    size,
)

A, B = Words(("a",)), Words((" b ",))
MAYBE_SPACE = Repeat(Words((" ",)), 0, 1)


@pytest.mark.parametrize(
    ("part", "empty"),
    [
        (A, False),
        (Words(("a", "")), True),
        (OneOf(frozenset("ab")), False),
        (Apostrophe(needed=False), True),
        (Apostrophe(needed=True), False),
        (Sequence((A, MAYBE_SPACE)), False),
        (Sequence((MAYBE_SPACE, MAYBE_SPACE)), True),
        (Sequence(()), True),
        (Choice((A, MAYBE_SPACE)), True),
        (Choice((A, B)), False),
        (Repeat(A, 0, 2), True),
        (Repeat(A, 1, 2), False),
        (Repeat(Words(("",)), 1, 2), True),
    ],
)
def test_a_part_that_may_be_empty_is_known(part: Part, empty: bool) -> None:
    assert may_be_empty(part) is empty


@pytest.mark.parametrize(
    ("part", "first", "last"),
    [
        (A, False, False),
        (B, True, True),
        (OneOf(frozenset(" ")), True, True),
        (OneOf(frozenset(" -")), False, False),
        (Sequence((A, B)), False, True),
        (Sequence((A, MAYBE_SPACE)), False, False),
        (Sequence((Words((" ",)), A)), True, False),
        (Choice((A, B)), False, False),
        (Choice((B, B)), True, True),
        (Repeat(B, 1, 3), True, True),
        (Sequence((Apostrophe(needed=False), B)), False, True),
    ],
)
def test_a_part_that_always_begins_or_ends_with_a_space_is_known(
    part: Part, first: bool, last: bool
) -> None:
    assert (is_space_at(part, 0), is_space_at(part, -1)) == (first, last)


def test_the_size_of_a_part_counts_its_repeats_written_out() -> None:
    part = Sequence((Repeat(Choice((A, B)), 0, 10), OneOf(frozenset("xyz")), Words(("ab", ""))))
    assert size(part) == 10 * (1 + 3) + 1 + 2
    assert size(Apostrophe(needed=True)) == 3


def test_the_parts_that_may_be_left_out_are_counted() -> None:
    part = Sequence((Repeat(Choice((A, MAYBE_SPACE)), 0, 10), Apostrophe(needed=False), B))
    assert count_optional(part) == 3
