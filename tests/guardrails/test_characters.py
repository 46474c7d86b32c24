"""One character folds on its own, whatever stands around it."""

import re
import unicodedata

import pytest

from guardrails.characters import is_mark, is_word, simplify


@pytest.mark.parametrize(
    ("character", "plain"),
    [
        ("A", "a"),
        ("é", "e"),
        ("Ａ", "a"),
        ("𝒄", "c"),
        ("Ⓒ", "c"),
        ("ﬁ", "fi"),
        ("ß", "ss"),
        ("İ", "i"),
        ("\u2010", "-"),
        ("\u2013", "-"),
        ("\uff0d", "-"),
        ("—", "—"),
        ("\u2015", "—"),
        ("\ufe58", "—"),
        ("\u00a0", " "),
        ("\u3000", " "),
        ("\u2800", " "),
        ("²", " "),
        ("①", " "),
        ("™", " "),
        ("\u2028", "\n"),
        ("\u2029", "\n\n"),
        ("\u200b", ""),
        ("\u00ad", ""),
        ("\ufe0f", ""),
        ("\u202e", ""),
        ("\U000e0063", ""),
        ("\U000e0fff", ""),
        ("\u3164", ""),
        ("\ufffc", ""),
        ("\u0301", ""),
        ("\x00", ""),
        ("\x1b", ""),
        ("😀", "😀"),
    ],
)
def test_a_character_is_simplified(character: str, plain: str) -> None:
    assert simplify(character) == plain


def test_every_invisible_category_folds_to_nothing() -> None:
    visible = [
        hex(code)
        for code in range(0x110000)
        if unicodedata.category(chr(code)) in {"Cf", "Mn", "Me"} and simplify(chr(code))
    ]
    assert visible == []


def test_marks_are_told_from_letters() -> None:
    assert is_mark("\u0336")
    assert is_mark("\ufe0f")
    assert not is_mark("t")
    assert not is_mark("\u200b")


@pytest.mark.parametrize("character", ["a", "7", "_", "é", "'", " ", "-", "😀", "\n"])
def test_word_characters_are_those_of_re(character: str) -> None:
    assert is_word(character) == bool(re.fullmatch(r"\w", character))
