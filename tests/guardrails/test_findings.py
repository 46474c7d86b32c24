from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrails.findings import find_findings
from guardrails.reading import read
from guardrails.rulebook import Rulebook
from guardrails.signals import find_signals
from guardrails.values import Finding, Span
from guidance.model import Rule

Find = Callable[..., tuple[Finding, ...]]


@pytest.fixture(scope="session")
def find(rulebook: Rulebook) -> Find:
    def findings(
        text: str, *, protected: tuple[Span, ...] = (), strict: bool = False
    ) -> tuple[Finding, ...]:
        reading = read(text, rulebook)
        return find_findings(reading, protected, find_signals(reading), strict=strict)

    return findings


def test_a_finding_says_what_where_and_what_to_say_instead(find: Find) -> None:
    (finding,) = find("Sorry, we can’t do that.")
    assert (finding.rule, finding.theme, finding.severity) == (
        "refusal/cannot",
        "refusal",
        "error",
    )
    assert (finding.start, finding.end, finding.match) == (10, 15, "can’t")
    assert finding.message
    assert finding.suggestions
    assert finding.source == "why-support-fails#wrong-words"


@pytest.mark.parametrize(
    "text",
    [
        "We can't wait to see you.",
        "I'm so sorry you can't log in; here is a fresh link.",
        "If you can't find the button, scroll to the end of the page.",
    ],
)
def test_an_exception_makes_words_innocent_in_a_draft_but_not_in_a_rewrite(
    find: Find, text: str
) -> None:
    assert find(text) == ()
    assert [finding.rule for finding in find(text, strict=True)] == ["refusal/cannot"]


@pytest.mark.parametrize(
    "text",
    ["See you next time!", "A credit instead of a refund.", "Sorry about that, here is the link."],
)
def test_banned_words_are_an_offence_only_in_a_rewrite(find: Find, text: str) -> None:
    assert find(text) == ()
    assert [finding.severity for finding in find(text, strict=True)] == ["error"]


def test_an_exception_still_counts_for_a_warning_in_a_rewrite(find: Find) -> None:
    assert find("If you need to change it, just reply.", strict=True) == ()


def test_what_lies_in_a_protected_span_is_never_an_offence(find: Find) -> None:
    text = "The screen says: can't connect. We can't help."
    inside = (text.index("can't"), text.index("can't") + 5)
    assert [f.start for f in find(text, protected=(inside,))] == [text.rindex("can't")]
    assert [f.start for f in find(text, protected=(inside,), strict=True)] == [text.rindex("can't")]


def test_a_protected_span_that_only_touches_an_offence_hides_nothing(find: Find) -> None:
    text = "You'll have to wait."
    assert find(text, protected=((0, 7),)) != ()


def test_one_offence_gives_one_finding_and_the_gravest_stays(find: Find) -> None:
    (finding,) = find("We can't make an exception.")
    assert finding.rule == "refusal/cannot"


def test_findings_come_in_the_order_of_the_text(find: Find) -> None:
    findings = find("You forgot to pay. Calm down. We can't help.")
    assert [finding.theme for finding in findings] == ["blame", "brush_off", "refusal"]


def test_words_that_only_offend_as_an_opening_are_innocent_elsewhere(find: Find) -> None:
    assert [f.rule for f in find("Whatever. The form is here.")] == ["brush_off/whatever"]
    assert find("Choose whatever, whenever.") == ()


def test_a_text_of_nothing_has_no_findings(find: Find) -> None:
    assert find("") == ()
    assert find("  \n ") == ()


@given(text=st.text(st.sampled_from("can't youhaveto.next me\n\u200b’!SORY"), max_size=120))
def test_every_match_is_the_text_at_its_span(find: Find, text: str) -> None:
    for strict in (False, True):
        findings = find(text, strict=strict)
        assert all(text[f.start : f.end] == f.match for f in findings)
        assert all(a.end <= b.start for a, b in pairwise(findings))


def make_rule(**values: object) -> Rule:
    known: dict[str, Any] = {
        "id": "heat/typical",
        "theme": "heat",
        "severity": "warning",
        "message": "m",
        "source": "never-argue",
        "patterns": ("typical",),
        "examples": (),
        "passes": (),
    }
    return Rule(**known | values)


@pytest.fixture
def find_alone(rulebook: Rulebook) -> Find:
    rule = make_rule(opens_sentence=True, closes_sentence=True)
    alone = Rulebook.compile(replace(rulebook.guidance, rules=(rule,)))

    def findings(text: str) -> tuple[Finding, ...]:
        reading = read(text, alone)
        return find_findings(reading, (), find_signals(reading), strict=False)

    return findings


@pytest.mark.parametrize(
    "text",
    [
        "Typical.",
        "typical",
        "Typical!",
        "Well. Typical, another one",
        "**Typical**\nok",
        "typical :)",
    ],
)
def test_words_that_open_and_close_a_sentence_are_an_offence(text: str, find_alone: Find) -> None:
    assert [finding.match.lower() for finding in find_alone(text)] == ["typical"]


@pytest.mark.parametrize(
    "text",
    ["Typical delivery is three days.", "That is typical.", "Typical: three days.", "typical-size"],
)
def test_words_inside_a_sentence_are_none_where_they_must_stand_alone(
    text: str, find_alone: Find
) -> None:
    assert find_alone(text) == ()
