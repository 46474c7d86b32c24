import pytest

from rewriting.rules_engine.clauses import Clause, join_clauses
from rewriting.rules_engine.joints import end_sentence, mend_joints

FIRST = Clause("", "", "it broke")


def mended(before: list[Clause], after: list[Clause | None]) -> str:
    return join_clauses(mend_joints(before, after))


def test_what_was_not_touched_joins_as_it_was() -> None:
    clauses = [FIRST, Clause(",", "so", "we sent a new one")]
    assert mended(clauses, [*clauses]) == "it broke, so we sent a new one"


def test_a_reworded_clause_after_a_comma_begins_a_sentence() -> None:
    before = [FIRST, Clause(",", "", "you must wait")]
    assert mended(before, [FIRST, Clause(",", "", "please wait")]) == "it broke. Please wait"


def test_a_request_never_follows_because() -> None:
    before = [FIRST, Clause("", "because", "you must pay")]
    assert mended(before, [FIRST, Clause("", "because", "please pay")]) == "it broke. Please pay"


def test_a_clause_whose_neighbour_went_stands_alone() -> None:
    second = Clause(",", "since", "Finance pays")
    assert mended([FIRST, second], [None, second]) == "Finance pays"


def test_a_leading_clause_keeps_its_comma() -> None:
    if_ = Clause("", "", "if it rings")
    before = [if_, Clause("", "", "you'll have to answer")]
    assert mended(before, [if_, Clause("", "", "please answer")]) == "if it rings, please answer"


def test_one_hedge_is_enough() -> None:
    before = [Clause("", "", "you cut it"), Clause("", "and", "you bent it")]
    after: list[Clause | None] = [
        Clause("", "", "it looks like it was cut"),
        Clause("", "and", "it looks like it was bent"),
    ]
    assert mended(before, after) == "it looks like it was cut and it was bent"


@pytest.mark.parametrize(
    ("text", "end", "asks", "sentence"),
    [
        ("it broke", "!!!", False, "It broke."),
        ("does it fit", "?", True, "Does it fit?"),
        ("could you check it", ".", False, "Could you check it?"),
        ("send these:", "", False, "Send these:"),
        ("", ".", False, ""),
    ],
)
def test_sentences_end_calmly(text: str, end: str, asks: bool, sentence: str) -> None:
    assert end_sentence(text, end, asks=asks) == sentence
