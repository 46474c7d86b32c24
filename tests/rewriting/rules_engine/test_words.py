import pytest

from guidance.errors import GuidanceError
from rewriting.rules_engine.words import (
    GrammarShape,
    grammar,
    read_resource,
    shared,
    spelling,
    verbs,
)


def test_tables_hold_small_letters_and_no_word_twice() -> None:
    table = grammar().table
    for name in ("prepositions", "conjunctions", "pronouns", "auxiliaries", "adverbs", "common"):
        words = getattr(table, name)
        assert len(words) == len(set(words)), name
        assert all(word == word.lower() for word in words), name


def test_every_irregular_verb_has_two_forms_and_none_of_another_is_its_plain_form() -> None:
    forms = verbs().irregular
    assert all(len(one) == 2 for one in forms.values())
    assert "go" in forms
    assert forms["go"] == ("went", "gone")


def test_hasty_spellings_change_no_digit() -> None:
    assert not any(letter.isdigit() for words in spelling().words.values() for letter in words)


def test_shared_words_are_choices() -> None:
    assert all(words.startswith("(") for words in shared().values())


def test_a_table_of_the_wrong_shape_is_refused_by_its_path() -> None:
    with pytest.raises(GuidanceError, match=r"guidance/rewordings/words/verbs\.toml"):
        read_resource("rewordings/words/verbs.toml", GrammarShape)
