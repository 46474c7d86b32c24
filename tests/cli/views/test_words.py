from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.views.words import counted, quoted, visible
from guardrails.values import Finding
from guidance.model import Severity


def finding(severity: Severity) -> Finding:
    return Finding("refusal/cannot", "refusal", severity, 0, 5, "can't", "Why.", (), "source#1")


@pytest.mark.parametrize("hostile", ["\x1b[2J", "\x9b31m", "\x07", "\x00", "\u202e", "\u2066"])
def test_nothing_that_a_terminal_obeys_is_printed(hostile: str) -> None:
    assert not set(hostile) & set("\x1b\x9b\x07\x00\u202e\u2066") & set(visible(hostile))


@given(st.text())
def test_spans_still_fit_what_is_printed(text: str) -> None:
    assert len(visible(text)) == len(text)


def test_lines_and_tabs_stay_and_a_carriage_return_does_not() -> None:
    assert visible("a\r\n\tb") == "a \n\tb"


def test_a_quotation_is_one_line_of_bounded_length() -> None:
    assert quoted("can\n  not") == "“can not”"
    assert quoted("x" * 100, 10) == "“xxxxxxxxx…”"


@pytest.mark.parametrize(
    ("severities", "words"),
    [
        ((), ""),
        (("error",), "1 error"),
        (("warning", "error", "error"), "2 errors, 1 warning"),
        (("suggestion", "suggestion"), "2 suggestions"),
    ],
)
def test_findings_are_counted_by_severity(severities: tuple[Severity, ...], words: str) -> None:
    assert counted(map(finding, severities)) == words
