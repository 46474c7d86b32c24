"""The work of a check grows as the length of its text, also where a text is made to hurt."""

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from guardrails.context import NO_CONTEXT, Context
from guardrails.precheck import check_draft, precheck
from guardrails.rulebook import Rulebook

LENGTH = 300
# What begins, repeats, ends or interrupts what the checks look for.
PIECES = [
    *("can't ", "you ", "a ", "if you ", "I don't know ", "sorry about that. ", "no, ", "NO! "),
    *(
        "!",
        "...",
        "\u2026",
        "'",
        '"a ',
        "\u201c",
        "(",
        "[",
        "{{",
        "{{a}} ",
        "{% a %}",
        "[[ID_1_ab]]",
    ),
    *(
        "<",
        "<b>",
        "<a href='",
        "&",
        "&amp;",
        "a_",
        "**a",
        "`",
        "\\u",
        "a-\n",
        "\n",
        "> q\n",
        "--\n",
    ),
    *("a\u200b", "\u0301", "\u00a0", "\U000e0041", "\u0439", "\U0001f600", "x"),
    *(
        "1 ",
        "1-",
        "$1 ",
        "12:30 ",
        "Jan 3 ",
        "#1 ",
        "a@b.c ",
        "http://a.b/ ",
        "4111 ",
        "two hundred ",
    ),
    *("On a wrote:\n", "Best,\n", "1. a\n", "unless ", "c a n n o t "),
    *("`x` can't {{a}} ", "I'm not sure. Let me find out. ", "{{a}} you idiot! "),
]


def count_calls(work: Callable[[], object]) -> int:
    """How many functions are called, in Python or in C; a text seen before fills no tables."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    work()
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return calls


def grows_no_faster(work: Callable[[str], object], piece: str) -> bool:
    """Whether twice and four times the text takes no more than that many times the work."""
    texts = [(piece * length)[:length] for length in (LENGTH, 2 * LENGTH, 4 * LENGTH)]
    once, twice, four_times = (count_calls(lambda text=text: work(text)) for text in texts)
    assert once > 50
    return four_times - twice <= 2.2 * (twice - once) + 0.3 * once + 200


@pytest.mark.parametrize("piece", PIECES)
def test_a_check_and_a_precheck_take_work_as_their_length(piece: str, rulebook: Rulebook) -> None:
    assert grows_no_faster(lambda text: check_draft(text, NO_CONTEXT, rulebook), piece)
    assert grows_no_faster(lambda text: precheck(text, Context(text), rulebook), piece)


def test_work_that_grows_faster_is_noticed() -> None:
    def compare_all_pairs(text: str) -> int:
        return sum(len(text[start:]) for start in range(len(text)) for _ in range(start // 20))

    def rescan(text: str) -> int:
        return sum(len(text[:end].split("a")) for end in range(0, len(text), 8)) + len(
            [character.upper() for end in range(0, len(text), 16) for character in text[:end]]
        )

    assert not grows_no_faster(compare_all_pairs, "a ")
    assert not grows_no_faster(rescan, "a ")
