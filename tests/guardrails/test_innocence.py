from __future__ import annotations

import pytest

from guardrails.innocence import drop_innocent
from guardrails.reading import read
from guardrails.rulebook import Rulebook
from guardrails.signals import find_signals
from guardrails.values import Span


def guilty(text: str, rule_id: str, rulebook: Rulebook) -> tuple[Span, ...]:
    reading = read(text, rulebook)
    spans = reading.spans("rule", rule_id)
    assert spans, "the words are not there at all"
    return drop_innocent(spans, rulebook.rules[rule_id], reading, find_signals(reading))


@pytest.mark.parametrize(
    "text",
    [
        "I'm not sure yet, so let me find out for you.",
        "I'm not sure. Let me find out for you.",
        "I'm not sure. It was late. Let me find out for you.",
    ],
)
def test_what_mends_an_offence_stands_in_its_sentence_or_the_next_two(
    text: str, rulebook: Rulebook
) -> None:
    assert guilty(text, "not_knowing/not_sure", rulebook) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Let me find out for you. I'm not sure.",
        "I'm not sure. It was late. It was dark. Let me find out for you.",
    ],
)
def test_what_stands_further_away_mends_nothing(text: str, rulebook: Rulebook) -> None:
    assert len(guilty(text, "not_knowing/not_sure", rulebook)) == 1


def test_a_signal_near_an_offence_mends_it(rulebook: Rulebook) -> None:
    softened = "I'm unable to move it to Monday. Would you like Tuesday instead?"
    assert guilty(softened, "refusal/unable", rulebook) == ()
    assert guilty("I'm unable to move it to Monday.", "refusal/unable", rulebook) == ((0, 13),)


def test_an_exception_excuses_only_the_words_that_it_overlaps(rulebook: Rulebook) -> None:
    text = "If you can't find it, we can't help."
    (span,) = guilty(text, "refusal/cannot", rulebook)
    assert span[0] == text.rindex("can't")
