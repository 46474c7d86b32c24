from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrails.clauses.reading import Clause, read_discourse
from guardrails.clauses.stems import stem
from guardrails.clauses.words import read_words


def clauses(text: str) -> list[str]:
    discourse = read_discourse(text)
    return [discourse.quote(clause) for clause in discourse.clauses]


def only(text: str) -> Clause:
    (clause,) = read_discourse(text).clauses
    return clause


@pytest.mark.parametrize(
    "forms",
    [
        ("refund", "refunds", "refunded", "refunding", "refundable"),
        ("cancel", "cancelled", "canceling", "cancellation"),
        ("apply", "applies", "applied", "applying"),
        ("send", "sent", "sends"),
        ("freeze", "frozen", "freezing"),
        ("colour", "color", "colours"),
        ("organise", "organize", "organised"),
        ("deny", "denied", "denies"),
    ],
)
def test_forms_of_a_word_share_a_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("apply", "app"), ("carry", "car"), ("note", "notify"), ("various", "vary")]
)
def test_other_words_keep_their_own_stem(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("send it back", "return"),
        ("pick it up", "collection"),
        ("at no cost", "complimentary"),
        ("below ground", "underground"),
        ("e-mail", "email"),
        ("a kid", "children"),
    ],
)
def test_words_and_phrases_of_one_concept_share_a_key(one: str, other: str) -> None:
    first, second = (
        frozenset[str]().union(*(word.keys for word in read_words(text))) for text in (one, other)
    )
    assert first & second


def test_contractions_are_undone_and_keep_their_place() -> None:
    words = read_words("We can\u2019t, it's Ann's.")
    assert [word.text for word in words] == ["we", "can", "not", "it", "ann"]
    assert (words[1].start, words[1].end) == (words[2].start, words[2].end) == (3, 8)


def test_a_hyphen_ties_a_word_to_the_one_before() -> None:
    assert [word.joined for word in read_words("smoke-free - free")] == [False, True, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is late, but we wait.", ["It is late", "but we wait"]),
        ("Dental is covered and cleaning is not.", ["Dental is covered", "and cleaning is not"]),
        ("Taps and toilets leak.", ["Taps and toilets leak"]),
        (
            "It starts when you sign, not when you apply.",
            ["It starts", "when you sign", "not when you apply"],
        ),
        ("Open it. Close it!", ["Open it", "Close it"]),
        ("Spa: nobody comes (yet).", ["Spa", "nobody comes", "yet"]),
    ],
)
def test_a_text_is_cut_where_a_thought_ends(text: str, expected: list[str]) -> None:
    assert clauses(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "We don't refund it",
        "No return",
        "Nobody may enter",
        "A refund is ruled out",
        "We cannot do that",
        "The claim was declined",
    ],
)
def test_a_clause_that_says_no_denies(text: str) -> None:
    assert only(text).polarity.denies


@pytest.mark.parametrize(
    "text",
    [
        "It is refunded",
        "No later than Monday",
        "The fee is noted",
        "Not only that",
        "I don't know",
        "No drilling without consent",
    ],
)
def test_a_clause_without_a_no_does_not_deny(text: str) -> None:
    assert not only(text).polarity.denies


@pytest.mark.parametrize(
    "text",
    ["It is beyond our reach", "Only one works", "Our rooms are pet-free", "It is unstaffed"],
)
def test_ends_and_bounds_may_say_no(text: str) -> None:
    assert only(text).polarity.may_deny
    assert not only(text).polarity.denies


def test_hidden_spans_hold_no_words_and_breaks_begin_sentences() -> None:
    text = "Pay $5.00 now 2) wait"
    discourse = read_discourse(text, hidden=[(4, 9)], breaks=[(14, 17)])
    assert [discourse.quote(clause) for clause in discourse.clauses] == ["Pay $5.00 now", "wait"]
    assert [clause.sentence for clause in discourse.clauses] == [0, 1]


def test_a_question_asks() -> None:
    asked, stated = read_discourse("Is it blue? It is.").clauses
    assert asked.asks
    assert not stated.asks


@given(st.text(max_size=300))
def test_every_word_of_a_clause_stands_inside_it(text: str) -> None:
    for clause in read_discourse(text).clauses:
        assert clause.words
        for word in clause.words:
            assert clause.start <= word.start < word.end <= clause.end
