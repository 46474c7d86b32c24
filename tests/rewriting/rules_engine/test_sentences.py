import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewriting.rules_engine.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It broke. Send it back.", ["It broke.", "Send it back."]),
        (
            "Mr. Hall came at 3 p.m. today. Then he left.",
            ["Mr. Hall came at 3 p.m. today.", "Then he left."],
        ),
        ("It is by A. Blythe. Read it.", ["It is by A. Blythe.", "Read it."]),
        ("That is row C. There is a lift.", ["That is row C.", "There is a lift."]),
        ("At 14.12 he rang. ok", ["At 14.12 he rang.", "ok"]),
        ("See no. 5 below. No. It stays.", ["See no. 5 below.", "No.", "It stays."]),
        ("First line\nSecond line", ["First line", "Second line"]),
        (
            "This line was wrapped by a mail program that breaks\nlong lines. It goes on.",
            ["This line was wrapped by a mail program that breaks\nlong lines.", "It goes on."],
        ),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, parts: list[str]) -> None:
    assert [sentence.text for sentence in split_sentences(text)] == parts


@given(st.text(alphabet="ab .!?\n", max_size=60))
def test_sentences_and_gaps_are_the_paragraph_again(text: str) -> None:
    joined = "".join(sentence.text + sentence.gap for sentence in split_sentences(text))
    assert "".join(joined.split()) == "".join(text.split())


def test_a_run_of_marks_is_cut_once_however_long() -> None:
    sentences = split_sentences("Stop" + "!" * 5_000 + " Go" + "?!" * 5_000)
    assert [len(one.text) for one in sentences] == [5_004, 10_002]


def test_initials_in_a_row_end_no_sentence_however_many() -> None:
    assert len(split_sentences("a. " * 3_000)) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A line of more than fifty letters that was wrapped by\nan editor.", 1),
        ("A short line\nand another.", 2),
        ("A line of more than fifty letters that ended right her\nAn editor.", 2),
        ("x\n" * 40, 40),
    ],
)
def test_a_line_break_ends_a_sentence_unless_a_long_line_was_wrapped(text: str, count: int) -> None:
    assert len(split_sentences(text)) == count
