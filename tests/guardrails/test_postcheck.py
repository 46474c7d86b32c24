from __future__ import annotations

import pytest

from guardrails.context import NO_CONTEXT, Context
from guardrails.postcheck import postcheck
from guardrails.precheck import precheck
from guardrails.rulebook import Rulebook
from guardrails.values import Reason, Verdict

DRAFT = (
    "Hi {{name}}, we can't refund order HB-20931, $132, it was a no-show on 3 May. You wrote "
    '"stuck in traffic" at 19:20. Rebook at https://a.example.com/rebook until 10 May.'
)
FAITHFUL = (
    "Hi {{name}}, a missed evening is a pity. Order HB-20931 over $132.00 counts as a no-show on "
    'May 3rd, as "stuck in traffic" reached us at 7:20 PM, so a refund isn\'t available. Until 10 '
    "May you're welcome to rebook at https://a.example.com/rebook. Does that help?"
)


def check(rulebook: Rulebook, draft: str, rewrite: str, context: Context = NO_CONTEXT) -> Verdict:
    return postcheck(precheck(draft, context, rulebook), rewrite)


def codes(verdict: Verdict) -> set[str]:
    return {reason.code for reason in verdict.reasons}


def test_a_faithful_rewrite_passes_and_says_what_it_kept(rulebook: Rulebook) -> None:
    verdict = check(rulebook, DRAFT, FAITHFUL)
    assert verdict.reasons == ()
    assert verdict.passed
    assert verdict.facts.kept >= 7
    assert verdict.facts.missing == verdict.facts.added == ()
    assert verdict.placeholders.kept == 1
    assert verdict.guidance_version == rulebook.guidance.version


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Hi {{name}}", "Hi there", "placeholder_missing"),
        ("a pity", "a pity, {{name}}", "placeholder_added"),
        ("HB-20931", "HB-20913", "fact_changed"),
        ("$132.00", "€132.00", "fact_changed"),
        ("7:20 PM", "9:20 PM", "fact_changed"),
        (" over $132.00", "", "fact_missing"),
        ("a pity", "a pity for 5 guests", "fact_added"),
        ('"stuck in traffic"', '"running late"', "quote_changed"),
        ("/rebook.", "/book.", "fact_changed"),
        ("so a refund isn't available", "but we'll refund it", "promise_added"),
        ("so a refund isn't available", "and we refund order HB-20931", "refusal_lost"),
        ("a pity", "a pity and our mistake", "admission_added"),
        ("isn't available", "can't be given", "banned_phrase"),
        ("Hi {{name}}, a", "Here is the rewritten text: Hi {{name}}, a", "chatter"),
        ("a pity", "**a pity**", "markup_added"),
        ("Does that help?", "I would like to", "cut_off"),
    ],
)
def test_each_fault_is_named(rulebook: Rulebook, old: str, new: str, code: str) -> None:
    rewrite = FAITHFUL.replace(old, new)
    assert rewrite != FAITHFUL
    verdict = check(rulebook, DRAFT, rewrite)
    assert code in codes(verdict)
    assert not verdict.passed


def test_every_reason_points_at_what_it_quotes(rulebook: Rulebook) -> None:
    rewrite = (
        FAITHFUL.replace("$132.00", "$123")
        .replace("May 3rd", "May 8th")
        .replace("Hi {{name}}", "Hi")
    )
    for reason in check(rulebook, DRAFT, rewrite).reasons:
        assert reason.message
        text = DRAFT if reason.where == "draft" else rewrite
        quoted = reason.expected if reason.where == "draft" else reason.found
        assert reason.start is not None
        assert text[reason.start : reason.end] == quoted


def test_faults_of_unmasking_count_and_are_told_once(rulebook: Rulebook) -> None:
    pre = precheck(DRAFT, NO_CONTEXT, rulebook)
    forged = Reason("token_forged", "This token stands for nothing.", "rewrite", 0, 2, found="Hi")
    assert not postcheck(pre, FAITHFUL, (forged,)).passed
    lost = Reason("fact_missing", "It is gone.", "draft", expected="HB-20931")
    without = FAITHFUL.replace(" HB-20931", "")
    told = [r for r in postcheck(pre, without, (lost,)).reasons if r.expected == "HB-20931"]
    assert len(told) == 1


@pytest.mark.parametrize(
    "extra",
    [
        "Would you like me to look into other options with you?",
        "Does that match what you see?",
        "I'm so sorry that this happened to you.",
        "I know how frustrating this is.",
        "Best wishes,\nJenna",
    ],
)
def test_care_and_permitted_offers_are_no_additions(rulebook: Rulebook, extra: str) -> None:
    context = Context(agent_name="Jenna")
    assert check(rulebook, DRAFT, f"{FAITHFUL} {extra}", context).reasons == ()


@pytest.mark.parametrize(
    "draft",
    [
        "The lamp ships on 3 May.",
        "Sorry, we cannot refund $5. Only with a receipt, within 14 days.",
        "1. Open it. 2. Press OK. 3. Wait 5 min.",
        "We'll call you back tomorrow at 9 and waive the fee.",
        "It was our mistake. Take the voucher, it's free.",
    ],
)
def test_a_text_is_true_to_itself(rulebook: Rulebook, draft: str) -> None:
    assert codes(check(rulebook, draft, draft)) <= {"banned_phrase"}


@pytest.mark.parametrize("rewrite", ["z", "Please relax and enjoy the sunshine at home."])
def test_a_rewrite_that_says_nothing_of_its_draft_is_refused(
    rulebook: Rulebook, rewrite: str
) -> None:
    draft = "You have to restart the router and press the reset button."
    assert "content_dropped" in codes(check(rulebook, draft, rewrite))
    kept = "Please restart the router, then press the reset button."
    assert check(rulebook, draft, kept).passed
