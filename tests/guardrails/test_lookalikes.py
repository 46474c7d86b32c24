"""Look-alikes fold to the letters that a reader sees, from a table that cannot drift."""

import unicodedata
from importlib import resources
from itertools import chain

import pytest

from guardrails import lookalikes
from guardrails.lookalikes import FoldedCharacters, fold_character, load_lookalikes
from tools.generate_lookalikes import find_lookalikes, render


def fold_all(text: str) -> str:
    return "".join(map(fold_character, text))


@pytest.mark.parametrize(
    "disguise",
    [
        "саn't",  # Cyrillic
        "ϲαη΄τ",  # Greek
        "ᏟᎪΝ՚Ꭲ",  # Cherokee, Greek, Armenian
        "ｃａｎ＇ｔ",  # full-width
        "𝓬𝓪𝓷'𝓽",  # mathematical
        "Ⓒⓐⓝ'ⓣ",  # circled
        "🅒🅐🅝'🅣",  # negative circled
        "🄲🄰🄽'🅃",  # squared
        "⒞⒜⒩'⒯",  # parenthesised
        "ᴄᴀɴ'ᴛ",  # small capitals
        "çåñ'ť",  # accents
        "ƈⱥɲ'ŧ",  # strokes and hooks
        "ꓚꓮꓠꞌꓔ",  # Lisu
        "can\u2019t",
        "can\u02bct",
        "can\u2032t",
        "can\u00b4t",
        "can\u0092t",
        "can\ufffdt",
    ],
)
def test_a_disguise_reads_as_the_plain_word(disguise: str) -> None:
    assert fold_all(disguise) == "can't"


@pytest.mark.parametrize("stroke", ["І", "Ι", "Ӏ", "Ⅰ", "ꓲ"])
def test_a_capital_stroke_is_an_i(stroke: str) -> None:
    assert fold_character(stroke) == "i"


@pytest.mark.parametrize("digit", ["0", "1", "٥", "०", "𝟎"])
def test_no_digit_stands_for_a_letter(digit: str) -> None:
    assert not fold_character(digit).isalpha()


# All but ideographs and Hangul syllables, which resemble no letter and are many.
BLOCKS = (range(0x3400), range(0xA4D0, 0xAC00), range(0xF900, 0x11000), range(0x1D000, 0x1FC00))


def test_folding_a_folded_character_changes_nothing() -> None:
    unstable = [
        hex(code)
        for code in chain.from_iterable(BLOCKS)
        if any(fold_character(folded) != folded for folded in fold_character(chr(code)))
    ]
    assert unstable == []


def test_folded_ascii_is_the_small_letter_itself() -> None:
    printable = [chr(code) for code in range(0x20, 0x7F)]
    assert [fold_character(character) for character in printable] == [
        character.lower() for character in printable
    ]


def test_the_table_is_what_the_generator_writes() -> None:
    table = resources.files("guardrails").joinpath("lookalikes.toml").read_text("utf-8")
    if f'unicode = "{unicodedata.unidata_version}"' in table:
        assert table == render()
    else:  # another Unicode names more letters, and never fewer
        assert load_lookalikes().items() <= find_lookalikes().items()


def test_the_memory_of_folded_characters_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookalikes, "_MOST_REMEMBERED", 10)
    folded = FoldedCharacters()
    for code in range(0x400, 0x500):
        assert folded[chr(code)] == fold_character(chr(code))
        assert len(folded) <= 10
