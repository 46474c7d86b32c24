from __future__ import annotations

from dataclasses import replace

import pytest

from guardrails.folding import fold
from guardrails.rulebook import Rulebook
from guidance.errors import GuidanceError
from guidance.model import Guidance, Origin


def with_pattern(guidance: Guidance, pattern: str) -> Guidance:
    text = f'severity = "warning"\npatterns = ["{pattern}"]\n'
    origin = Origin("house/rules/blame/late.toml", text)
    rule = replace(guidance.rules[0], id="blame/late", patterns=(pattern,), origin=origin)
    return replace(guidance, rules=(*guidance.rules, rule))


def test_a_pattern_outside_the_syntax_is_refused_with_path_and_line(rulebook: Rulebook) -> None:
    with pytest.raises(GuidanceError) as caught:
        Rulebook.compile(with_pattern(rulebook.guidance, "late.*"))
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == ("house/rules/blame/late.toml", 2)
    assert "'late.*'" in problem.message
    assert "no upper bound" in problem.message


def test_every_rule_signal_and_offer_can_be_found(rulebook: Rulebook) -> None:
    guidance = rulebook.guidance
    assert set(rulebook.matcher.keys) >= {
        *(("rule", rule.id) for rule in guidance.rules if rule.kind == "phrase"),
        *(("signal", signal.name) for signal in guidance.signals),
        *(("offer", offer.id) for offer in guidance.offers),
    }
    shouted = {rule.id for rule in guidance.rules if rule.kind == "shouting"}
    assert set(rulebook.reproaches) == shouted != set()


def test_a_stream_is_kept_from_error_rules_and_their_banned_words(rulebook: Rulebook) -> None:
    found = {
        match.key: match for match in rulebook.banned.find(fold("See you next time, we can't."))
    }
    assert set(found) == {"blame/next_time", "refusal/cannot"}
    errors = {rule.id for rule in rulebook.guidance.rules if rule.severity == "error"}
    assert set(rulebook.banned.keys) == errors
