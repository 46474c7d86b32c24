from __future__ import annotations

from dataclasses import replace

import pytest

from guardrails.linting import lint, lint_offer, lint_rule, lint_signal
from guardrails.rulebook import Rulebook
from guidance.model import Example, Origin, Rule

RULE = "command/have_to"


@pytest.fixture
def rule(rulebook: Rulebook) -> Rule:
    return rulebook.rules[RULE]


def messages(rule: Rule, rulebook: Rulebook) -> list[str]:
    return [problem.message for problem in lint_rule(rule, rulebook)]


def test_the_built_in_guidance_keeps_its_word(rulebook: Rulebook) -> None:
    assert lint(rulebook) == ()


@pytest.mark.parametrize(
    ("example", "message"),
    [
        (Example("Please wait.", ((0, 6),), "Wait."), "before: flagged are no words"),
        (
            Example("You'll have to wait.", ((0, 6),), "Please wait."),
            'before: flagged are "You\'ll have to" (command/have_to)',
        ),
        (
            Example("You'll have to wait.", ((0, 14),), "You must wait."),
            "after: 'You must wait' (command/must)",
        ),
        (
            Example("You'll have to pay 5 euros.", ((0, 14),), "Please pay 6 euros."),
            "after: fact_",
        ),
    ],
)
def test_an_example_that_does_not_hold_is_named(
    rule: Rule, rulebook: Rulebook, example: Example, message: str
) -> None:
    found = messages(replace(rule, examples=(example,)), rulebook)
    assert any(one.startswith(f"{RULE}: {message}") for one in found), found


def test_a_guilty_pass_is_named_with_its_place(rule: Rule, rulebook: Rulebook) -> None:
    guilty = "We can't wait for long."
    text = f'severity = "error"\npasses = ["{guilty.replace("wait for", "do")}"]\n'
    changed = replace(
        rule, passes=("We can't do long.",), origin=Origin("house/rules/x.toml", text)
    )
    (problem,) = lint_rule(changed, rulebook)
    assert (problem.path, problem.line) == ("house/rules/x.toml", 2)
    assert "refusal/cannot" in problem.message


def test_a_signal_that_is_missed_or_mistaken_is_named(rulebook: Rulebook) -> None:
    signal = rulebook.guidance.signals[0]
    changed = replace(signal, present=("Good morning.",), absent=signal.present[:1])
    found = [problem.message for problem in lint_signal(changed, rulebook)]
    assert found[0] == "present: not found in 'Good morning.'"
    assert found[1].startswith("absent: ")


def test_an_offer_whose_wording_is_none_is_named(rulebook: Rulebook) -> None:
    changed = replace(rulebook.guidance.offers[0], wording="Good morning.")
    (problem,) = lint_offer(changed, rulebook)
    assert "no pattern finds the wording" in problem.message
