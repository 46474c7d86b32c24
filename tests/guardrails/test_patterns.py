"""Patterns say what they mean or are refused with the place of the trouble."""

import pytest

from guardrails.folding import fold
from guardrails.matcher import Matcher
from guardrails.pattern_parts import Apostrophe, Choice, OneOf, Repeat, Sequence, Words
from guardrails.patterns import PatternError, parse_pattern


def matches(pattern: str, text: str) -> bool:
    """Whether the whole text is a match."""
    return any(match[1:] == (0, len(text)) for match in Matcher([("", pattern)]).find(fold(text)))


@pytest.mark.parametrize(
    ("pattern", "matching", "others"),
    [
        ("have to", ["have to", "HAVE\n TO", "have\u00a0to"], ["have\n\nto", "haveto"]),
        ("can't", ["can't", "cant", "can’t", "can 't", "can' t", "can ' t", "can t"], ["can"]),
        (r"we\'ll", ["we'll", "we ’ll"], ["well", "we ll"]),
        ("we’ll", ["we'll", "well"], ["we"]),
        ("(a|b) c", ["a c", "b c"], ["a b c", "c"]),
        ("(really |so )?sorry", ["sorry", "really sorry", "so sorry"], ["really so sorry"]),
        ("(a|)b", ["ab", "b"], ["a"]),
        ("re?ally?", ["really", "rally", "reall"], ["relly", "realy"]),
        ("cent(re|er)s?", ["centre", "centers"], ["cents"]),
        ("[cs]ould", ["could", "sould"], ["would"]),
        ("reali[sz]e", ["realise", "realize"], ["realie"]),
        ("[a-c1-3]{2}", ["a1", "cb"], ["d1", "a"]),
        (r"\w{1,3} now", ["x now", "é_9 now"], ["four now", "- now"]),
        ("(very ){0,2}bad", ["bad", "very bad", "very very bad"], ["very very very bad"]),
        ("no{2,3}", ["noo", "nooo"], ["no", "noooo"]),
        ("e-?mail", ["email", "e-mail", "e–mail"], ["e mail"]),
        (r"really\?", ["really?"], ["really", "reall"]),
        ("fine.", ["fine."], ["fine", "finex"]),
        ("t&cs", ["t&cs", "t&amp;cs"], ["tcs"]),
        ("naïve Straße", ["naive strasse", "naïve straße"], ["naiv strase"]),
        ("going ?(home)?", ["going", "going home", "goinghome"], ["going "]),
    ],
)
def test_a_pattern_matches_what_it_says(
    pattern: str, matching: list[str], others: list[str]
) -> None:
    assert [text for text in matching if not matches(pattern, text)] == []
    assert [text for text in others if matches(pattern, text)] == []


@pytest.mark.parametrize(
    ("pattern", "at", "words"),
    [
        ("so*", 2, "no upper bound"),
        ("a+", 1, "no upper bound"),
        ("a{1,}", 1, "without an upper bound"),
        ("a{,3}", 1, "bounds"),
        ("a{2", 1, "bounds"),
        ("a{x}", 1, "bounds"),
        ("a{3,2}", 1, "upper bound"),
        ("a{0}", 1, "upper bound"),
        ("a?{2}", 2, "repeat of a repeat"),
        ("?a", 0, "nothing stands before"),
        ("{2}", 0, "nothing stands before"),
        ("(?=a)b", 0, "look-around"),
        ("(?:a)b", 0, "look-around"),
        ("^a", 0, "anchors"),
        ("a$", 1, "anchors"),
        ("(ab", 0, "never closed"),
        ("ab)", 2, "closes nothing"),
        ("a]", 1, "closes nothing"),
        ("a}", 1, "closes nothing"),
        ("[ab", 0, "never closed"),
        ("a[]", 1, "empty set"),
        ("[^a]", 0, "names what it allows"),
        ("[z-a]", 1, "upwards"),
        ("[a-!]", 1, "plain letters"),
        ("[ß]", 1, "plain characters"),
        (r"[\w]", 1, "not allowed"),
        (r"\d", 0, r"write [0-9]"),
        (r"\b", 0, "not allowed"),
        ("a\\", 1, "literally"),
        ("a*", 1, "no upper bound"),
        (r"a\*", 1, "no reader sees"),
        ("can`t", 3, "no reader sees"),
        ("a\u200bb", 1, "no reader sees"),
        ("a\nb", 1, "line break"),
        (" a", 0, "begins with a space"),
        ("a ", 2, "ends with a space"),
        ("(a |b )", 7, "ends with a space"),
        ("", 0, "empty text"),
        ("a?", 0, "empty text"),
        ("'", 0, "empty text"),
        ("(a|b?)", 0, "empty text"),
        ("(a|b){0,3}", 0, "empty text"),
        ("((a{100}){100}){100}", 0, "too large"),
        ("a{99999}", 1, "too large"),
        ("(a?){2}b", 4, "repeats what may be empty"),
        ("a?" * 121 + "b", 0, "may be left out"),
        ("(" * 50 + "a'" + ")" * 50, 20, "nested"),
        ("a" * 20_000, 10_000, "longer"),
    ],
)
def test_a_bad_pattern_is_refused_at_the_place_of_the_trouble(
    pattern: str, at: int, words: str
) -> None:
    with pytest.raises(PatternError) as refused:
        parse_pattern(pattern)
    assert (refused.value.at, words in refused.value.message) == (at, True), refused.value.message


@pytest.mark.parametrize(
    "pattern",
    [
        "a?" * 119 + "b",
        "'" * 119 + "b",
        "(a?b){0,900}c",
        "a{1,9000}b",
        "(" * 20 + "a" + ")?" * 19 + ")b",
    ],
)
def test_the_largest_patterns_allowed_can_be_searched(pattern: str) -> None:
    assert any(matches(pattern, text) for text in ("ab", "b", "c"))


def test_a_pattern_is_a_value_made_of_parts() -> None:
    assert parse_pattern("(I|we) don' [ab]{1,2}") == Sequence(
        (
            Words(("i", "we")),
            Words((" don",)),
            Apostrophe(needed=False),
            Words((" ",)),
            Repeat(OneOf(frozenset("ab")), 1, 2),
        )
    )
    assert parse_pattern("(a-b|c|)x").parts[0] == Choice(
        (Words(("c", "")), Sequence((Words(("a",)), Words(("-",)), Words(("b",)))))
    )
