from __future__ import annotations

from dataclasses import replace

import pytest

from guardrails.context import NO_CONTEXT, Context
from guardrails.postcheck import postcheck
from guardrails.precheck import precheck
from guidance.model import THEMES
from prompts.rendering import render_repair, render_rewrite
from prompts.system import render_system
from tests.prompts.rendered import DRAFT, GOLDEN, prepare, render

SYSTEM, PRE = prepare()
RULEBOOK = PRE.rulebook
RENDERED = dict(render())
WORDS_200 = "Thank you for the photos of the parcel, which reached us well. " * 16


@pytest.mark.parametrize(("name", "text"), RENDERED.items(), ids=RENDERED)
def test_the_rendered_prompts_are_the_golden_files(name: str, text: str) -> None:
    # After a change that is meant: make golden
    assert (GOLDEN / name).read_text(encoding="utf-8") == text


def test_the_stable_part_keeps_its_budget() -> None:
    assert len(SYSTEM.text) <= 7_000


def test_a_whole_request_for_200_words_keeps_its_budget() -> None:
    pre = precheck(f"{DRAFT}\n\n{WORDS_200}", PRE.context, RULEBOOK)
    assert len(pre.draft.split()) >= 200
    assert sum(len(message.content) for message in render_rewrite(SYSTEM, pre)) <= 10_000


def test_the_stable_part_is_the_same_for_every_draft() -> None:
    other = precheck("We can't do that.", NO_CONTEXT, RULEBOOK)
    assert render_rewrite(SYSTEM, other)[0] == render_rewrite(SYSTEM, PRE)[0]


def test_every_principle_every_banned_word_and_every_offer_is_told() -> None:
    guidance = RULEBOOK.guidance
    for principle in guidance.principles:
        assert principle.text in SYSTEM.text
    for offer in guidance.offers:
        assert offer.wording in SYSTEM.text
    for rule in guidance.rules:
        if rule.severity == "error":
            start, end = rule.examples[0].marked[0]
            assert rule.examples[0].before[start:end].lower() in SYSTEM.text


def test_every_theme_has_its_example() -> None:
    drafts = {line.removeprefix("Draft: ") for line in SYSTEM.text.splitlines()}
    for theme in THEMES:
        assert any(
            example.before in drafts
            for rule in RULEBOOK.guidance.rules
            if rule.theme == theme
            for example in rule.examples
        ), theme


def test_the_version_changes_with_the_guidance() -> None:
    other = replace(RULEBOOK.guidance, version="another")
    assert render_system(other).version != SYSTEM.version


@pytest.mark.parametrize("value", ["88-4410", "carrier.example", "7946", "Jenna", "{{ticket"])
def test_no_masked_value_is_rendered(value: str) -> None:
    request = render_rewrite(SYSTEM, PRE)[1].content
    assert value in f"{PRE.draft} {PRE.context.customer_message}"
    assert value not in request


def test_a_repair_names_what_failed_and_keeps_the_conversation() -> None:
    asked = render_rewrite(SYSTEM, PRE)
    answer = "We can\u2019t refund it."
    repair = render_repair(asked, answer, PRE, postcheck(PRE, answer))
    assert repair[:2] == asked
    assert (repair[2].role, repair[2].content) == ("assistant", answer)
    faults = repair[3].content
    assert "can\u2019t" in faults
    assert "$45.00" in faults
    assert "[[URL_1_" in faults
    assert "carrier.example" not in faults


def test_a_draft_that_needs_nothing_is_asked_without_particulars() -> None:
    calm = precheck("Thank you for the photos.", Context(), RULEBOOK)
    assert "Offending words" not in render_rewrite(SYSTEM, calm)[1].content
