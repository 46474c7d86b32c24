from __future__ import annotations

from guardrails.reading import read
from guardrails.rulebook import Rulebook


def test_a_reading_holds_spans_of_the_original_text(rulebook: Rulebook) -> None:
    text = "Hi \U0001f600, we ca\u200bn\u2019t &amp; won&#39;t wait."
    reading = read(text, rulebook)
    ((start, end),) = reading.spans("rule", "refusal/cannot")
    assert text[start:end] == "ca\u200bn\u2019t"


def test_what_was_not_found_has_no_spans(rulebook: Rulebook) -> None:
    assert read("Good morning.", rulebook).spans("signal", "listens") == ()


def test_excuses_are_looked_for_only_by_rule(rulebook: Rulebook) -> None:
    reading = read("We can't wait. Let me find out for you.", rulebook)
    assert reading.excuses("refusal/cannot") == {"exception": ((3, 13),)}
    assert "mending" in reading.excuses("not_knowing/not_sure")
    assert reading.excuses("command/had_better") == {}
