from __future__ import annotations

from importlib.resources import files

import pytest

from guardrails.patterns import parse_pattern
from guardrails.wordlists import either, load_words

NAMES = sorted(
    entry.name.removesuffix(".toml") for entry in (files("guardrails") / "words").iterdir()
)


@pytest.mark.parametrize("name", NAMES)
def test_every_word_list_holds_words_under_each_key(name: str) -> None:
    for key, words in load_words(name).items():
        assert words, key
        assert all(word.strip() == word != "" for word in words), key


@pytest.mark.parametrize("name", ["situations", "tension"])
def test_lists_of_patterns_keep_to_the_syntax_of_rules(name: str) -> None:
    for words in load_words(name).values():
        for pattern in words:
            parse_pattern(pattern)


def test_the_longest_alternative_comes_first() -> None:
    assert either(("a", "abc", "ab")) == "abc|ab|a"
