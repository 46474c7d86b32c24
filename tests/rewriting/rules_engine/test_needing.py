import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewriting.rules_engine.needing import needed_words, words_of
from rewriting.rules_engine.rewordings import load_rewordings


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("you (forgot|failed) to {verb}", {"you"}),
        ("{thing} is off the table", {"table"}),
        ("(no|nope) {thing}( at all)?", {"no", "nope"}),
        ("you('ll| will) {do}", {"you"}),
        ("{that}", set()),
    ],
)
def test_the_rarest_word_stands_for_the_pattern(pattern: str, words: set[str]) -> None:
    needed = needed_words(pattern)
    assert needed <= {"you", "to", "table", "off", "the", "is", "no", "nope", "forgot", "failed"}
    assert bool(needed) == bool(words)


def test_contractions_count_as_their_first_word() -> None:
    assert {"you'll", "you", "see"} <= words_of("You'll see")


EXAMPLES = [example.before for _, example in load_rewordings().examples]


@given(st.sampled_from(EXAMPLES))
def test_no_rewording_that_matches_is_passed_by(before: str) -> None:
    book = load_rewordings()
    clause = before.rstrip(".?!").lower()
    tried = {place for place, _ in book.trying(clause)}
    matching = {place for place, one in enumerate(book.clauses) if one.pattern.find(clause)}
    assert matching <= tried
