from __future__ import annotations

from guidance.marks import read_marks


def test_marks_become_spans_of_the_plain_text() -> None:
    plain, spans = read_marks("We [[can't]], so [[you must]] wait.")
    assert plain == "We can't, so you must wait."
    assert [plain[start:end] for start, end in spans] == ["can't", "you must"]


def test_a_text_without_marks_stays_as_it_is() -> None:
    assert read_marks("Please wait.") == ("Please wait.", ())
