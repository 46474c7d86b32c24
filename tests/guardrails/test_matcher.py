"""The matcher finds every pattern in every disguise, at the edges of words, and nowhere else."""

import pytest

from guardrails.folding import fold
from guardrails.matcher import Match, Matcher

CANNOT = Matcher([("cannot", "can('|no)?t"), ("cannot", "can not"), ("about", "sorry about that")])


def found(text: str, matcher: Matcher[str] = CANNOT) -> list[tuple[str, str]]:
    return [(match.key, text[match.start : match.end]) for match in matcher.find(fold(text))]


@pytest.mark.parametrize(
    "phrase",
    [
        "can't",
        "can’t",
        "cant",
        "can 't",
        "can' t",
        "CAN NOT",
        "can&nbsp;not",
        "can&#39;t",
        "can&amp;#x0027;t",
        "c**an**'t",
        "<b>can</b>'t"[3:],
        "сап’т".replace("п", "n"),
        "ｃａｎ＇ｔ",
        "sorry\r\nabout  that",
        "sorry<br>about <em>that",
    ],
)
def test_a_disguised_phrase_is_found_with_its_exact_span(phrase: str) -> None:
    text = f"Well, we {phrase} ... 😀"
    assert [match for _, match in found(text)] == [phrase]


@pytest.mark.parametrize(
    "word", ["significant", "decant", "Canton", "cantaloupe", "cants", "can_t"]
)
def test_other_words_raise_no_alarm(word: str) -> None:
    assert found(f"A {word} change.") == []


def test_a_blank_line_is_never_crossed() -> None:
    assert found("So sorry\n\nabout that") == []


def test_the_longest_match_of_a_key_at_a_start_is_given() -> None:
    matcher = Matcher([("k", "you (just )?forgot"), ("k", r"you (\w{1,12} ){0,2}forgot it")])
    assert matcher.find(fold("you forgot it")) == [Match("k", 0, 13)]
