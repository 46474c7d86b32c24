"""Folding undoes disguises, keeps the way back, and does not depend on where a text was cut."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from guardrails.characters import JOINT
from guardrails.folding import Folder, Run, _fold_plain, end_of_marks, fold

# Pieces that meet in hostile texts: runs that begin, end and interrupt one another.
PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "can",
                "'t",
                "’",
                "&rsquo;",
                "&#39;",
                "&#39",
                "&amp;",
                "amp;",
                "#x27;",
                "&",
                ";",
                "&b",
            ),
            *("<", "<b>", "</b>", "<br>", "<br/", ">", "<p>", "<!--", "-->", "<b", "_", "__"),
            *("_________", "`", "``", "\\", "*", "**", "~~", "-", "--", "x", "X", "é", "e\u0301"),
            *("\u0301", "\u200b", "\u00ad", "\u00a0", "\u2028", "\u2029", "\u3000", "ß", "ﬁ", "²"),
            *("™", "😀", "С\U0001d4d0", "Ⓐ", "\x00", "\x1f", "\x85", "\n", "\r\n", "\r", "\n\n"),
            *(" ", "  ", "\t", "-\n", "-\r\n ", " \n", "\x0b", "\x0c", "\u2010", "\u2010\n"),
            *("<?", "<!", "</ ", "?>", "(", "(no", ")", "[", "]t", "\\u", "\\u2019", "2019"),
        ]
    ),
    max_size=12,
).map("".join)
HOSTILE = st.one_of(PIECES, st.text(max_size=40))


def characters_of(runs: list[Run]) -> list[tuple[str, int, int]]:
    """Each folded character with the original that it stands for."""
    characters = []
    for text, start, end in runs:
        if len(text) == end - start:
            characters += [(c, start + i, start + i + 1) for i, c in enumerate(text)]
        else:
            assert len(text) == 1
            characters.append((text, start, end))
    return characters


def fold_in_chunks(chunks: list[str]) -> list[tuple[str, int, int]]:
    folder = Folder()
    runs = [run for chunk in chunks for run in folder.feed(chunk)]
    return characters_of(runs + folder.close())


def cut(text: str, cuts: list[int]) -> list[str]:
    edges = [0, *sorted(cut % (len(text) + 1) for cut in cuts), len(text)]
    return [text[a:b] for a, b in pairwise(edges)]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("We CAN’T", "we can't"),
        ("a  b\t c\u00a0\u3000d", "a b c d"),
        ("a\nb\r\nc\rd\u2028e", "a b c d e"),
        ("c**a**_n_~t~", "cant"),
        ("snake_case and __init__", "snake_case and init"),
        ("can`t `code` ``x``", "can't code x"),
        (r"can\'t \*x\* c:\temp", r"can't x c:\temp"),
        ("can-\nnot can-\r\n  not", "cannot cannot"),
        ("can\u2010\nnot can-\n't can\u2010't", "cannot can't can-'t"),
        ("ca<?x?>n<![CDATA[]]>'\ufffct", "can't"),
        ("well-known 5-\n6 - \nx", "well-known 5- 6 - x"),
        ("<b>can</b>'<i class='x'>t</i>", "can't"),
        ("sorry<br>about<br/>\nthat", "sorry about that"),
        ("can&rsquo;t can&#8217;t can&amp;#x27;t", "can't can't can't"),
        ("you&nbsp;&nbsp;must", "you must"),
        ("c\u200ba\u00adn\u2060\ufe0f\u0336'\U000e0020t", "can't"),
        ("5 < 6 & 7 <NAME> &bogus;", "5 < 6 & 7 <name> &bogus;"),
        ("can't² Brand™ x", "can't brand x"),
        ("can(not) wo[me]n customer(s)", "cannot women customers"),
        ("f(5) a (b) c(d e) g() h(i", "f(5) a (b) c(d e) g() h(i"),
        (r"can\u2019t can\u0027t c:\uses", r"can't can't c:\uses"),
        ("can\\’t next\\\ntime next\\\r\ntime", "can't next time next time"),
        ("can&rsquot can&apost", "can't can't"),
        ("", ""),
    ],
)
def test_a_disguise_is_undone(text: str, folded: str) -> None:
    assert fold(text).text.replace(JOINT, "") == folded


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("**we**can't*do*", "we|can't|do|"),
        ("c\u200b\u00ada\u2060n", "c|a|n"),
        ("a<b></b><!-- x -->b", "a|b"),
        ("*a* . *b* <i>c", "a| . b| c"),
        ("a\u0301n\u0336\ufe0f", "an"),
        ("a\x01b", "a|b"),
    ],
)
def test_a_joint_stands_behind_a_word_for_what_no_reader_sees(text: str, folded: str) -> None:
    assert fold(text).text.replace(JOINT, "|") == folded


@pytest.mark.parametrize(
    "gap",
    [
        *("\n\n", "\r\n\r\n", "\r\r", "\n \n", "\n\t\n\n", "\u2029", "<br><br>", "<p>"),
        *("</p>\n<p>", "\n\u200b\n", "\n**\n", "&#10;&#10;"),
    ],
)
def test_a_blank_line_is_one_hard_break(gap: str) -> None:
    assert fold(f"a{gap}b").text == "a \nb"


@pytest.mark.parametrize("gap", [" ", "\n", "\r\n", " \r\n ", "<br>", "<br>\n", "\u2028", "\t\t"])
def test_a_single_line_break_is_a_space(gap: str) -> None:
    assert fold(f"a{gap}b").text == "a b"


def test_a_span_covers_the_disguise_exactly() -> None:
    text = "😀 We <b>c\u0336a\u0336n\u0336</b>&rsquo;t\u0301, ok"
    folded = fold(text)
    start = folded.text.index("can")
    a, b = folded.span(start, folded.text.index("t,") + 1)
    assert text[a:b] == "c\u0336a\u0336n\u0336</b>&rsquo;t\u0301"


def test_a_part_of_a_run_has_its_own_span() -> None:
    folded = fold("é we can")
    assert folded.span(2, 4) == (2, 4)
    assert folded.span(5, 8) == (5, 8)


def test_a_letter_that_folds_to_two_is_spanned_by_both_and_by_either() -> None:
    folded = fold("straße!")
    assert folded.text == "strasse!"
    assert folded.span(4, 6) == folded.span(4, 5) == folded.span(5, 6) == (4, 5)


def test_marks_end_where_the_next_character_begins() -> None:
    assert end_of_marks("t\u0301\u0336x", 1) == 3
    assert end_of_marks("t", 1) == 1
    assert end_of_marks("t\u200b", 1) == 1


@given(HOSTILE, st.lists(st.integers(0, 60), max_size=8))
@example("\r \n", [1])
@example("a_\u00b2", [2])
def test_folding_does_not_depend_on_the_chunks(text: str, cuts: list[int]) -> None:
    assert fold_in_chunks(cut(text, cuts)) == fold_in_chunks([text])


@given(HOSTILE)
def test_folding_never_gives_two_spaces_nor_needs_folding_again(text: str) -> None:
    folded = fold(text).text
    assert "  " not in folded
    assert folded.casefold() == folded


@given(HOSTILE)
def test_the_map_runs_forward_through_the_whole_original(text: str) -> None:
    folded = fold(text)
    spans = [folded.span(i, i + 1) for i in range(len(folded.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@given(HOSTILE)
def test_every_folded_character_stands_for_its_original(text: str) -> None:
    folded = fold(text)
    for index, character in enumerate(folded.text):
        start, end = folded.span(index, index + 1)
        # Alone a backtick is no apostrophe, an underscore no part of a name, and a joint nothing.
        if not character.isspace() and character != JOINT and text[start] not in "`_":
            assert character in fold(text[start:end]).text


@given(st.text(st.characters(codec="ascii"), max_size=30))
@example("a\n\nb")
@example("a-\nb")
@example("a\n\n\nb")
@example("a(b)")
def test_the_short_way_for_plain_text_gives_the_same(text: str) -> None:
    plain = _fold_plain(text)
    if plain is not None:
        characters = fold_in_chunks([text])
        assert plain == "".join(character for character, _, _ in characters)
        visible = [(c, a, b) for c, a, b in characters if not c.isspace()]
        assert visible == [(c, i, i + 1) for i, c in enumerate(plain) if not c.isspace()]


def test_plain_text_takes_the_short_way() -> None:
    assert _fold_plain("Hello there,\n\nwe can't do that - sorry.\nBest") is not None
    assert fold("Hello there,\n\nwe can't.").runs is None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "&" * 5000,
            "<" * 5000,
            "<b " * 5000,
            "&amp;" * 5000,
            "_" * 9000,
            "x_" * 5000,
            "`" * 9000,
        ),
        *(
            " " * 20_000,
            "\r\n" * 9000,
            "-\n" * 5000,
            "\\" * 9000,
            "a\u0301" * 5000,
            "<b" + "x" * 9000,
            "a(" * 9000,
            "a(" + "b" * 9000,
            "\\u" * 9000,
        ),
    ],
)
def test_hostile_runs_are_read_to_the_end_in_any_chunks(text: str) -> None:
    whole = fold_in_chunks([text])
    assert fold_in_chunks(list(text)) == whole
    waiting = Folder()
    for character in text:
        waiting.feed(character)
        assert len(waiting._waiting) <= 320
