"""Long hostile texts cost work in proportion: counted in calls, so that no clock decides."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from guardrails.clauses.reading import read_discourse
from guardrails.meaning import Told, compare_meaning

REPEATED = (
    "unless you ",
    "if ",
    "not when ",
    "x, not y, ",
    "we will refund you ",
    "it is not refunded. ",
    "unopened, ",
    "open it, ",
    "a and b ",
    "see what can be done, no ",
)
SHORT, TIMES = 1_000, 4


def calls(text: str) -> int:
    """How many functions run while a text is compared with itself."""
    count = 0

    def tally(_: FrameType, event: str, __: Any) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(tally)
    try:
        said = read_discourse(text)
        compare_meaning(Told(said, said))
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("words", REPEATED)
def test_a_text_four_times_as_long_takes_about_four_times_the_work(words: str) -> None:
    short = (words * SHORT)[:SHORT]
    long = (words * SHORT)[: TIMES * SHORT]
    calls(short)
    assert calls(long) < 2 * TIMES * calls(short)
