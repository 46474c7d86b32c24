"""The matcher finds every pattern in every disguise, at the edges of words, and nowhere else."""

import html
import string
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrails.folding import fold
from guardrails.lookalikes import load_lookalikes
from guardrails.matcher import Match, Matcher
from guardrails.patterns import PatternError

PHRASES = ["can't", "cannot", "you'll have to", "sorry about that", "next time", "instead of"]
MATCHER = Matcher(
    [
        ("can't", "can't"),
        ("cannot", "can ?not"),
        ("you'll have to", "you('ll| will) have to"),
        ("sorry about that", "sorry about that"),
        ("next time", "next time"),
        ("instead of", "instead of"),
    ]
)


def found(text: str, matcher: Matcher[str] = MATCHER) -> list[tuple[str, str]]:
    return [(match.key, text[match.start : match.end]) for match in matcher.find(fold(text))]


def between(mark: str) -> Callable[[str], str]:
    """Put something between all letters of a phrase."""
    return lambda phrase: phrase[0] + "".join(mark + c if c != " " else c for c in phrase[1:])


def for_spaces(white: str) -> Callable[[str], str]:
    return lambda phrase: phrase.replace(" ", white)


def for_apostrophes(mark: str) -> Callable[[str], str]:
    return lambda phrase: phrase.replace("'", mark)


def in_letters(small_a: str) -> Callable[[str], str]:
    """Write the letters in a block that runs from this "a" to "z"."""
    return lambda phrase: "".join(
        chr(ord(small_a) + ord(c) - ord("a")) if c.isalpha() else c for c in phrase
    )


def swapped(latin: str, others: str) -> Callable[[str], str]:
    return lambda phrase: phrase.translate(str.maketrans(latin, others))


DISGUISES: dict[str, Callable[[str], str]] = {
    "plain": str,
    "capitals": str.upper,
    "title": str.title,
    **{f"apostrophe {ord(a):x}": for_apostrophes(a) for a in "‘’‚‛ʼʻʹˈ′‵´＇ꞌ՚׳\x92\ufffd"},
    "no apostrophe": for_apostrophes(""),
    "space before the apostrophe": for_apostrophes(" '"),
    "space after the apostrophe": for_apostrophes("’ "),
    "doubled apostrophe": for_apostrophes("''"),
    "space for the apostrophe": for_apostrophes(" "),
    "backtick": for_apostrophes("`"),
    "escaped apostrophe": for_apostrophes("\\'"),
    "named entity": for_apostrophes("&rsquo;"),
    "decimal entity": for_apostrophes("&#39;"),
    "padded entity": for_apostrophes("&#0039;"),
    "hex entity": for_apostrophes("&#x2019;"),
    "padded hex entity": for_apostrophes("&#X00027;"),
    "entity without semicolon": for_apostrophes("&#39"),
    "twice escaped": for_apostrophes("&amp;#39;"),
    "three times escaped": for_apostrophes("&amp;amp;rsquo;"),
    "all entities": lambda phrase: "".join(f"&#{ord(c)};" for c in phrase),
    "escaped by html": html.escape,
    "nbsp": for_spaces("\u00a0"),
    "many spaces": for_spaces("  \t  "),
    "wide space": for_spaces("\u3000"),
    "thin spaces": for_spaces("\u2009\u200a\u202f"),
    "line wrap": for_spaces("\n"),
    "windows line wrap": for_spaces(" \r\n "),
    "line separator": for_spaces("\u2028"),
    "nbsp entity": for_spaces("&nbsp;"),
    "nbsp entities": for_spaces("&nbsp; &#160;"),
    "twice escaped nbsp": for_spaces("&amp;nbsp;"),
    "line tag": for_spaces("<br>"),
    "line tag and wrap": for_spaces("<br />\n"),
    "blank of braille": for_spaces("\u2800"),
    "zero-width space": between("\u200b"),
    "zero-width joiner": between("\u200d"),
    "word joiner": between("\u2060"),
    "byte order mark": between("\ufeff"),
    "soft hyphen": between("\u00ad"),
    "soft hyphen entity": between("&shy;"),
    "zwnj entity": between("&zwnj;"),
    "variation selector": between("\ufe0f"),
    "tag character": between("\U000e0041"),
    "bidi controls": between("\u202e\u202c"),
    "combining grapheme joiner": between("\u034f"),
    "struck through": lambda phrase: "".join(c + "\u0336" if c != " " else c for c in phrase),
    "dotted": between("\u0323\u0307"),
    "control character": between("\x08"),
    "full-width": in_letters("ａ"),
    "mathematical bold": in_letters("𝐚"),
    "mathematical script": in_letters("𝓪"),
    "monospace": in_letters("𝚊"),
    "circled": in_letters("ⓐ"),
    "parenthesised": in_letters("⒜"),
    "cyrillic": swapped("aceopxyist", "асеорхуіѕт"),
    "greek": swapped("aeinotuvy", "αειηοτυνγ"),
    "cherokee": swapped("aehinotwy", "ᎪᎬᎻᎥΝᎾᎢᎳᎩ".replace("Ꮎ", "Ο")),
    "strokes and hooks": swapped("acehotu", "ąçęħøŧų"),
    "small capitals": swapped("abehnortu", "ᴀʙᴇʜɴᴏʀᴛᴜ"),
    "bold inside": lambda phrase: f"{phrase[0]}**{phrase[1:-1]}**{phrase[-1]}",
    "italic inside": lambda phrase: f"{phrase[0]}*{phrase[1:-1]}*{phrase[-1]}",
    "struck inside": lambda phrase: f"{phrase[0]}~~{phrase[1:-1]}~~{phrase[-1]}",
    "bold tags": lambda phrase: f"{phrase[0]}<b>{phrase[1:-1]}</b>{phrase[-1]}",
    "emphasis tags": lambda phrase: f"{phrase[0]}<EM>{phrase[1:-1]}</EM>{phrase[-1]}",
    "styled span": lambda phrase: (
        f'{phrase[0]}<span style="color:red">{phrase[1:-1]}</span>' + phrase[-1]
    ),
    "comment": lambda phrase: f"{phrase[0]}<!-- x -->{phrase[1:]}",
    "hyphens for spaces": for_spaces("-"),
    "hard hyphens for spaces": for_spaces("\u2011"),
    "zero-width spaces for spaces": for_spaces("\u200b"),
    "Hangul fillers for spaces": for_spaces("\u3164"),
    "emphasis for spaces": lambda phrase: phrase.replace(" ", "**", 1).replace(" ", "<i>"),
    "part in brackets": lambda phrase: f"{phrase[:1]}({phrase[1:3]}){phrase[3:]}",
    "part in square brackets": lambda phrase: f"{phrase[:2]}[{phrase[2]}]{phrase[3:]}",
    "escaped curly apostrophe": for_apostrophes("\\’"),
    "apostrophe in JSON": for_apostrophes("\\u2019"),
    "letters in JSON": lambda phrase: f"{phrase[0]}\\u{ord(phrase[1]):04X}{phrase[2:]}",
    "hard line break of Markdown": for_spaces("\\\n"),
    "divided at the line's end": lambda phrase: f"{phrase[:2]}-\n{phrase[2:]}",
}


@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_disguised_phrase_is_found_with_its_exact_span(disguise: str) -> None:
    missed = [
        text
        for phrase in PHRASES
        for surroundings in ("Sadly we {} ok.", "😀 {}", "<p>**{}**</p>", "({}²)", "-{}\u2014ok")
        if (phrase, disguised := DISGUISES[disguise](phrase))
        not in found(text := surroundings.format(disguised))
    ]
    assert missed == []


LOOKALIKES = load_lookalikes()
VARIANTS = {
    letter: [letter, letter.upper(), f"&#{ord(letter)};", f"&#x{ord(letter):X};"]
    + [chr(ord(a) + ord(letter) - ord("a")) for a in "ａ𝐚𝓪𝚊ⓐ⒜"]
    + [character for character, plain in LOOKALIKES.items() if plain == letter]
    for letter in string.ascii_lowercase
} | {
    " ": [" ", "  ", "\n", "\r\n", "\t", "\u00a0", "\u2003", "&nbsp;", "&#32;", "<br>", " \u200b "],
    "'": ["", "'", " '", "' ", "’", "&rsquo;", "&amp;#39;", "\\'"]
    + [character for character, plain in LOOKALIKES.items() if plain == "'"],
}
NOTHINGS = ["", "", "\u200b", "\u00ad", "&shy;", "**", "<i>", "</i>", "\U000e0061", "\u0301", "~~"]


@given(st.sampled_from(PHRASES), st.data())
def test_disguises_can_be_mixed(phrase: str, data: st.DataObject) -> None:
    disguised = data.draw(st.sampled_from(VARIANTS[phrase[0]]))
    for character in phrase[1:]:
        disguised += data.draw(st.sampled_from(NOTHINGS))
        disguised += data.draw(st.sampled_from(VARIANTS[character]))
    assert (phrase, disguised) in found(f"Well, {disguised} ...")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**we**can't do", ("can't", "can't")),
        ("we can't*do* it", ("can't", "can't")),
        ("we can't<b>do</b> it", ("can't", "can't")),
        ("<b>we</b><i>cannot</i>do", ("cannot", "cannot")),
        ("we\u200bcan't\u200bdo", ("can't", "can't")),
        ("all**instead of**that", ("instead of", "instead of")),
        ("_see_`you`~~next time~~*ok*", ("next time", "next time")),
        ("is**next time**ok", ("next time", "next time")),
        ("the **c**an't", ("can't", "c**an't")),
        ("can't**", ("can't", "can't")),
    ],
)
def test_a_phrase_may_touch_its_neighbours_where_emphasis_begins_or_ends(
    text: str, expected: tuple[str, str]
) -> None:
    assert expected in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "signifi**cant** and de<b>cant</b>",
        "**Cant**on, <i>cant</i>aloupe, vacan*t*",
        "signifi\u00adcant and appli\u200bcant",
        "need\u2014next\u2014time instead\u2014of",
        "next--time",
        "A significant change.",
        "Decant it.",
        "The Canton of Bern.",
        "A cantaloupe, incantations and canteens.",
        "the scant cants",
        "my_can't_variable",
        "We can table that; you can take it.",
        "The can 'tops' are here, and can't-like is a word",
        "instead, of course",
        "the text timer",
        "sorry\n\nabout that",
        "sorry</p><p>about that",
        "can\r\n\r\nnot",
        "next.time",
        "I can' thardly",
        "c4n't and cann0t",
    ],
)
def test_other_words_raise_no_alarm(text: str) -> None:
    assert [match for match in found(text) if match != ("can't", "can't")] == []


def test_the_word_itself_is_an_alarm_beside_marks() -> None:
    assert found("can't-like") == [("can't", "can't")]


def test_the_longest_match_of_a_key_at_a_start_is_given() -> None:
    matcher = Matcher([("k", "you (just )?forgot"), ("k", r"you (\w{1,12} ){0,2}forgot it")])
    assert matcher.find(fold("you forgot it")) == [Match("k", 0, 13)]


def test_every_key_has_its_own_match_and_overlaps_are_kept() -> None:
    matcher = Matcher([("long", "we can't do"), ("short", "can't"), ("other", "can't")])
    assert matcher.find(fold("We can't do")) == [
        Match("long", 0, 11),
        Match("short", 3, 8),
        Match("other", 3, 8),
    ]


def test_a_match_may_begin_and_end_with_a_mark() -> None:
    matcher = Matcher([("k", "'bout that"), ("m", "!{3}"), ("d", "no!"), ("p", r"\(sigh\)")])
    assert found("It's ’bout that", matcher)[0] == ("k", "’bout that")
    assert found("What!!!!", matcher) == [("m", "!!!"), ("m", "!!!")]
    assert found("oh no!no, piano!", matcher) == [("d", "no!")]
    assert found("well (sigh)", matcher) == [("p", "(sigh)")]


def test_a_matcher_without_patterns_finds_nothing() -> None:
    assert Matcher([]).find(fold("can't")) == []


def test_a_bad_pattern_is_refused_when_the_matcher_is_made() -> None:
    with pytest.raises(PatternError):
        Matcher([("fine", "a"), ("bad", "a+")])


@given(st.text(max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    for match in MATCHER.find(fold(text)):
        assert 0 <= match.start < match.end <= len(text)


@pytest.mark.parametrize("text", ["", " ", "\n\n", " " * 100_000, "a" * 20_000, "\u0301" * 20_000])
def test_empty_and_monotonous_texts_hold_nothing(text: str) -> None:
    assert found(text) == []
