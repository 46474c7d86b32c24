from __future__ import annotations

import pytest

from guardrails.quoting import find_quoted_lines, find_quoted_words, find_signatures


def lines(text: str) -> list[str]:
    return [text[start:end] for start, end in find_quoted_lines(text)]


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in find_quoted_words(text)]


def signatures(text: str) -> list[str]:
    return [text[start:end] for start, end in find_signatures(text)]


def test_lines_behind_a_mark_are_the_customers() -> None:
    assert lines("Hi Bo,\n\n> It can't be.\n> Fix it.\n\nIt can.") == [
        "> It can't be.\n> Fix it.\n"
    ]


def test_a_mail_programs_header_quotes_to_the_end() -> None:
    quoted = "On Tue, 3 May 2026 at 10:12, Bo <bo@example.com> wrote:\nIt's late.\n\nBo"
    assert lines(f"It is on its way.\n\n{quoted}") == [quoted]


def test_a_header_above_marked_lines_quotes_just_these() -> None:
    quoted = "On Tue, 3 May 2026, Bo wrote:\n> It's late.\n"
    found = lines(f"{quoted}\nYou must wait.")
    assert quoted in found
    assert not any("You must" in line for line in found)


def test_a_header_written_by_hand_quotes_one_paragraph() -> None:
    text = "On Monday you wrote:\n\nI can't log in.\n\nYou must wait."
    assert lines(text) == ["On Monday you wrote:\n\nI can't log in."]


def test_an_original_message_is_quoted_to_the_end() -> None:
    quoted = "-----Original Message-----\nFrom: Bo\nYou must pay me."
    assert lines(f"Done.\n\n{quoted}") == [quoted]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('You wrote "it can\'t be true", and I see why.', '"it can\'t be true"'),
        ("You said: “that’s impossible”.", "“that’s impossible”"),
        ("Your message says 'no idea', so here it is.", "'no idea'"),
        ('The error "You cannot sign in" means that it is locked.', '"You cannot sign in"'),
        ("It says “not possible” on the screen.", "“not possible”"),
        ("The “You must update” banner goes away.", "“You must update”"),
        ('Then choose "I don\'t know" there.', '"I don\'t know"'),
    ],
)
def test_a_quotation_that_is_attributed_is_found(text: str, quoted: str) -> None:
    assert words(text) == [quoted]


@pytest.mark.parametrize(
    "text",
    [
        'That is "impossible", I am afraid.',
        "It's the customers' choice, isn't it?",
        'You wrote to us. So "no" is the answer.',
    ],
)
def test_the_agents_own_quotation_marks_protect_nothing(text: str) -> None:
    assert words(text) == []


def test_what_follows_the_dashes_is_a_signature() -> None:
    assert signatures("All done.\n-- \nAl Green\nCorner Shop") == ["-- \nAl Green\nCorner Shop"]


def test_dashes_in_the_middle_of_a_long_text_sign_nothing() -> None:
    assert signatures("One part.\n--\n" + "Another part, much longer than a signature. " * 30) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "All done.\n\nKind regards,\nAl Green\nCorner Shop Support",
            "Al Green\nCorner Shop Support",
        ),
        ("All done.\n\nBest,\n{{agent.name}}", "{{agent.name}}"),
        ("All done. Thanks, Al", "Al"),
        ("All done.\n\nWarm regards\n\nThe team at Corner Shop", "The team at Corner Shop"),
    ],
)
def test_the_names_under_a_closing_are_a_signature(text: str, names: str) -> None:
    assert signatures(text) == [names]


@pytest.mark.parametrize(
    "text",
    ["Thanks,\nyou must pay now", "Thanks,\nPlease send the form.", "Best, we think, is to wait"],
)
def test_a_sentence_under_a_closing_is_no_signature(text: str) -> None:
    assert signatures(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Hi Bo,\n\n> It can't be.\n> Fix it.\n\nIt can.",
        "Done.\n\nOn Tue, 3 May 2026, Bo <bo@example.com> wrote:\nIt's late.\n\nBo",
        "On Monday you wrote:\n\nI can't log in.\n\nYou must wait.",
        "All done.\n\nKind regards,\nAl Green\nCorner Shop Support",
        "All done.\n-- \nAl Green",
    ],
)
def test_lines_may_end_as_on_windows(text: str) -> None:
    ends = text.replace("\n", "\r\n")
    assert [found.replace("\r", "").strip() for found in (*lines(ends), *signatures(ends))] == [
        found.strip() for found in (*lines(text), *signatures(text))
    ]
