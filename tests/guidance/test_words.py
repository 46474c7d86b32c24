from __future__ import annotations

import pytest

from guidance.words import UnknownWordsError, Words, spell_out

WORDS: dict[str, Words] = {
    "we": ("I", "we"),
    "adverb": "[a-z]{2,12}ly",
    "asking": ("a b", "c <we>"),
}


@pytest.mark.parametrize(
    ("pattern", "spelled"),
    [
        ("<we> can't", ("(I|we) can't",)),
        ("you <adverb?> must", ("you( [a-z]{2,12}ly)? must",)),
        ("<adverb?> must", ("([a-z]{2,12}ly )?must",)),
        ("plain (words)", ("plain (words)",)),
        ("<asking>", ("a b", "c (I|we)")),
        ("<asking> now", ("(a b|c <we>) now",)),
    ],
)
def test_words_take_the_place_of_their_names(pattern: str, spelled: tuple[str, ...]) -> None:
    assert spell_out(pattern, WORDS) == spelled


def test_unknown_words_are_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownWordsError, match="no words are called <they>; known: we, adverb"):
        spell_out("<they> must", WORDS)
