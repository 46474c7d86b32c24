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
