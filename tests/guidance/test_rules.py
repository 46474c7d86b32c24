"""One test per rule, signal and offer, generated from the data: each keeps its own word."""

from __future__ import annotations

import pytest

from guardrails.linting import lint_offer, lint_rule, lint_signal
from guardrails.pattern_parts import Choice, OneOf, Part, Repeat, Sequence, may_be_empty
from guardrails.patterns import parse_pattern
from guardrails.rulebook import Rulebook
from guidance.loading import load_guidance
from guidance.model import Offer, Rule, SignalRule

GUIDANCE = load_guidance()


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return Rulebook.compile(GUIDANCE)


@pytest.mark.parametrize("rule", GUIDANCE.rules, ids=lambda rule: rule.id)
def test_the_examples_and_passes_of_a_rule_hold(rule: Rule, rulebook: Rulebook) -> None:
    assert tuple(lint_rule(rule, rulebook)) == ()


@pytest.mark.parametrize("signal", GUIDANCE.signals, ids=lambda signal: signal.name)
def test_a_signal_is_found_where_it_is(signal: SignalRule, rulebook: Rulebook) -> None:
    assert tuple(lint_signal(signal, rulebook)) == ()


@pytest.mark.parametrize("offer", GUIDANCE.offers, ids=lambda offer: offer.id)
def test_the_wording_of_an_offer_is_one_and_is_clean(offer: Offer, rulebook: Rulebook) -> None:
    assert tuple(lint_offer(offer, rulebook)) == ()


@pytest.mark.parametrize(
    "rule", [rule for rule in GUIDANCE.rules if rule.severity == "error"], ids=lambda rule: rule.id
)
def test_what_is_banned_outright_can_be_streamed(rule: Rule) -> None:
    """A stream knows no sentences and no signals, so a banned phrase needs neither."""
    assert not rule.opens_sentence
    assert rule.kind == "phrase"


def _begins_with_any_word(part: Part) -> bool:
    """Whether every word of a text would start a walk: what it may begin with is any letter."""
    if isinstance(part, OneOf):
        return len(part.characters) > 20
    if isinstance(part, Repeat):
        return _begins_with_any_word(part.part)
    if isinstance(part, Choice):
        return any(map(_begins_with_any_word, part.parts))
    if not isinstance(part, Sequence):
        return False
    first = next((n for n, one in enumerate(part.parts) if not may_be_empty(one)), 0)
    return any(map(_begins_with_any_word, part.parts[: first + 1]))


@pytest.mark.parametrize("rule", GUIDANCE.rules, ids=lambda rule: rule.id)
def test_no_pattern_of_a_rule_begins_with_just_any_word(rule: Rule) -> None:
    """Such a pattern would cost every text a walk from each of its words."""
    assert _begins_with_any_word(parse_pattern("([a-z]{2,12} )?late"))
    assert [p for p in rule.patterns if _begins_with_any_word(parse_pattern(p))] == []
