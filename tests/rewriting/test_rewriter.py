"""The table 'What happens when' of the contract, row by row, and every slip a real model makes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import get_args

import pytest

from guardrails.context import Context
from guardrails.rulebook import Rulebook
from guardrails.tokens import MaskingFailed
from guidance.loading import load_guidance
from prompts.messages import Message
from rewriting.errors import ModelNotConfigured, OutOfTime, UnsupportedLanguage
from rewriting.model.errors import (
    AnswerBlocked,
    AnswerCutOff,
    DeadlinePassed,
    ModelError,
    ModelMisconfigured,
    ModelUnavailable,
)
from rewriting.options import RewriteOptions
from rewriting.revealing import Masking
from rewriting.rewriter import Rewriter
from tests.fakes import FakeModel, draft_sent

pytestmark = pytest.mark.anyio

RULEBOOK = Rulebook.compile(load_guidance())
DRAFT = (
    "Hi Ana,\n\nWe can't refund order 88-4410. You'll have to contact the carrier by 5 May, their "
    "number is +44 20 7946 0958.\n\nBest wishes,\nJenna"
)
GOOD = (
    "Hi Ana,\n\nI'm so sorry about the trouble with this order. A refund for order 88-4410 isn't "
    "something I'm able to offer. The next step is to contact the carrier by 5 May; their number "
    "is +44 20 7946 0958. Would you like me to look into other options with you?\n\n"
    "Best wishes,\nJenna"
)
CALM = "Thank you for the photos, Ana. They arrived safely."
HIDDEN = {"88-4410": "order ", "+44 20 7946 0958": "number is ", "Jenna": "Best wishes,\n"}
"""What the request shows as tokens, and the words of the draft before each."""
HOPELESS = "We can't. You'll have to live with that."
MODEL = RewriteOptions(engine="model")
RULES = RewriteOptions(engine="rules")
AUTO = RewriteOptions()


def masked(good: str) -> Callable[[Sequence[Message]], str]:
    """An answer that copies the tokens of the request where `good` has their values."""

    def answer(messages: Sequence[Message]) -> str:
        sent, text = draft_sent(messages), good
        for value, before in HIDDEN.items():
            token = sent.split(before, 1)[1].split("]]", 1)[0] + "]]"
            text = text.replace(value, token)
        return text

    return answer


def slipping(slip: Callable[[str], str]) -> Callable[[Sequence[Message]], str]:
    return lambda messages: slip(masked(GOOD)(messages))


@pytest.mark.parametrize("options", [AUTO, MODEL, RULES])
async def test_a_draft_that_needs_nothing_comes_back_unchanged(options: RewriteOptions) -> None:
    model = FakeModel(GOOD)
    result = await Rewriter(RULEBOOK, model).rewrite(CALM, options=options)
    assert (result.outcome, result.text, result.engine) == ("unchanged", CALM, None)
    assert result.after is None
    assert result.degraded is None
    assert result.attempts == ()
    assert model.history == []


async def test_a_good_answer_is_returned_with_its_proof() -> None:
    result = await Rewriter(RULEBOOK, FakeModel(masked(GOOD))).rewrite(DRAFT)
    assert (result.outcome, result.engine, result.text) == ("rewritten", "model", GOOD)
    assert result.after is not None
    assert result.after.passed
    assert result.after.reasons == ()
    assert result.model == "fake-1"
    assert result.usage is not None
    assert result.usage.calls == len(result.attempts)
    assert {rule for change in result.changes for rule in change.rules} >= {
        finding.rule for finding in result.before.findings if finding.severity == "error"
    }


SLIPS: dict[str, tuple[str, Callable[[str], str]]] = {
    "chatter": ("chatter", lambda good: f"Here is the rewritten reply:\n\n{good}"),
    "thinking": ("reasoning_leaked", lambda good: good + "\n<think>was that fine?</think>"),
    "a banned phrase": (
        "banned_phrase",
        lambda good: good.replace("The next step is to", "You\u2019ll have to"),
    ),
    "a dropped date": ("fact_missing", lambda good: good.replace(" by 5 May", "")),
    "a changed date": ("fact_changed", lambda good: good.replace("5 May", "15 May")),
    "a lost refusal": (
        "refusal_lost",
        lambda good: good.replace("isn't something I'm able to offer", "is on its way"),
    ),
    "an invented offer": (
        "promise_added",
        lambda good: good.replace("Would you", "I'll give you a 20 % discount. Would you"),
    ),
    "an invented link": (
        "fact_added",
        lambda good: good.replace("Best", "See https://example.com/refunds\n\nBest"),
    ),
    "a cut end": ("cut_off", lambda good: good[: good.index("other options")]),
    "nothing": ("empty", lambda _: "   "),
    "a code fence": ("markup_added", lambda good: f"```\n{good}\n```"),
}


@pytest.mark.parametrize(("code", "slip"), SLIPS.values(), ids=SLIPS)
async def test_a_slip_is_repaired(code: str, slip: Callable[[str], str]) -> None:
    model = FakeModel(slipping(slip), masked(GOOD))
    result = await Rewriter(RULEBOOK, model).rewrite(DRAFT, options=MODEL)
    assert (result.outcome, result.text) == ("rewritten", GOOD)
    assert not result.attempts[0].passed
    assert code in result.attempts[0].reasons
    assert model.history[1][:2] == model.history[0]


@pytest.mark.parametrize(("code", "slip"), SLIPS.values(), ids=SLIPS)
async def test_a_slip_that_stays_never_leaves(code: str, slip: Callable[[str], str]) -> None:
    model = FakeModel(slipping(slip))
    result = await Rewriter(RULEBOOK, model).rewrite(DRAFT, options=MODEL)
    assert (result.outcome, result.text, result.engine) == ("rejected", None, "model")
    assert result.after is not None
    assert code in {reason.code for reason in result.after.reasons}
    assert len(result.attempts) == len(model.history) == 3
    assert result.degraded is None


async def test_no_repairs_means_one_call() -> None:
    model = FakeModel("chatter")
    options = RewriteOptions(engine="model", max_repairs=0)
    result = await Rewriter(RULEBOOK, model).rewrite(DRAFT, options=options)
    assert result.outcome == "rejected"
    assert len(model.history) == 1


async def test_without_a_model_auto_uses_the_rules_engine() -> None:
    result = await Rewriter(RULEBOOK).rewrite(DRAFT)
    assert (result.engine, result.degraded, result.model) == ("rules", "no_model", None)
    assert result.outcome == "rewritten"
    assert result.usage is None


async def test_without_a_model_the_model_engine_is_refused() -> None:
    with pytest.raises(ModelNotConfigured):
        await Rewriter(RULEBOOK).rewrite(DRAFT, options=MODEL)


async def test_a_draft_that_needs_nothing_needs_no_model_either() -> None:
    result = await Rewriter(RULEBOOK).rewrite(CALM, options=MODEL)
    assert (result.outcome, result.text) == ("unchanged", CALM)


async def test_the_rules_engine_asks_no_model() -> None:
    model = FakeModel(GOOD)
    result = await Rewriter(RULEBOOK, model).rewrite(DRAFT, options=RULES)
    assert (result.engine, result.degraded) == ("rules", None)
    assert model.history == []


@pytest.mark.parametrize(
    ("error", "degraded"),
    [
        (ModelUnavailable(retry_after=3.0), "model_unavailable"),
        (ModelMisconfigured(), "model_unavailable"),
        (AnswerBlocked(), "model_unavailable"),
        (DeadlinePassed(), "deadline"),
    ],
)
async def test_an_unusable_model_degrades_auto_and_fails_the_model_engine(
    error: ModelError, degraded: str
) -> None:
    rewriter = Rewriter(RULEBOOK, FakeModel(error))
    result = await rewriter.rewrite(DRAFT)
    assert (result.engine, result.degraded) == ("rules", degraded)
    with pytest.raises(type(error)):
        await rewriter.rewrite(DRAFT, options=MODEL)


async def test_failed_repairs_degrade_auto_to_the_rules_engine() -> None:
    result = await Rewriter(RULEBOOK, FakeModel(HOPELESS)).rewrite(DRAFT)
    assert (result.engine, result.degraded) == ("rules", "repairs_exhausted")
    assert [attempt.engine for attempt in result.attempts] == ["model", "model", "model", "rules"]


async def test_an_answer_cut_off_by_the_server_is_asked_again() -> None:
    result = await Rewriter(RULEBOOK, FakeModel(AnswerCutOff(), masked(GOOD))).rewrite(DRAFT)
    assert (result.outcome, result.engine) == ("rewritten", "model")
    assert result.attempts[0].reasons == ("cut_off",)


async def test_a_passed_answer_survives_a_failing_wish_for_more() -> None:
    bare = GOOD.replace("I'm so sorry about the trouble with this order. ", "")
    bare = bare.replace(" Would you like me to look into other options with you?", "")
    bare = bare.replace("The next step is to contact the carrier", "The carrier takes calls")
    model = FakeModel(masked(bare), ModelUnavailable())
    result = await Rewriter(RULEBOOK, model).rewrite(DRAFT, options=MODEL)
    assert (result.outcome, result.text) == ("rewritten", bare)
    assert result.after is not None
    assert "acknowledges" in result.after.signals.missing()


@pytest.mark.parametrize("engine", ["auto", "model"])
@pytest.mark.parametrize(
    ("answer", "degraded"),
    [
        (HOPELESS, "repairs_exhausted"),
        (ModelUnavailable(), "model_unavailable"),
        (DeadlinePassed(), "deadline"),
    ],
)
async def test_always_on_a_draft_that_needs_nothing_falls_back_to_the_draft(
    engine: str, answer: str | ModelError, degraded: str
) -> None:
    options = RewriteOptions(engine=engine, always=True)  # type: ignore[arg-type]  # parametrised
    result = await Rewriter(RULEBOOK, FakeModel(answer)).rewrite(CALM, options=options)
    if result.engine != "rules":
        assert (result.outcome, result.text) == ("unchanged", CALM)
    assert result.degraded == degraded


async def test_the_rules_engine_is_left_alone_with_a_draft_at_its_deadline(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    over = threading.Event()
    monkeypatch.setattr("rewriting.rewriter.rewrite_by_rules", lambda _pre: over.wait() and None)
    options = RewriteOptions(engine="rules", deadline_ms=500)
    result = await Rewriter(RULEBOOK).rewrite(DRAFT, options=options)
    over.set()
    assert (result.outcome, result.engine, result.degraded) == ("rejected", "rules", "deadline")
    assert [attempt.passed for attempt in result.attempts] == [False]


async def test_a_deadline_that_passes_before_any_of_it_was_done_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    over = threading.Event()
    monkeypatch.setattr("rewriting.rewriter.precheck", lambda *_: over.wait())
    with pytest.raises(OutOfTime):
        await Rewriter(RULEBOOK).rewrite(DRAFT * 80, options=RewriteOptions(deadline_ms=100))
    over.set()


@pytest.mark.parametrize("options", [AUTO, MODEL])
async def test_an_answer_that_takes_too_long_to_prove_is_an_answer_too_late(
    monkeypatch: pytest.MonkeyPatch, options: RewriteOptions
) -> None:
    over = threading.Event()
    monkeypatch.setattr("rewriting.asking.prove", lambda *_: over.wait())
    monkeypatch.setattr("rewriting.rewriter.rewrite_by_rules", lambda _pre: None)
    rewriter = Rewriter(RULEBOOK, FakeModel(GOOD * 80))
    options = replace(options, deadline_ms=500)
    if options.engine == "model":
        with pytest.raises(DeadlinePassed) as late:
            await rewriter.rewrite(DRAFT, options=options)
        assert late.value.usage.calls == 1
    else:
        result = await rewriter.rewrite(DRAFT, options=options)
        assert (result.engine, result.degraded) == ("rules", "deadline")
        assert result.usage
        assert result.usage.calls == 1
    over.set()


@pytest.mark.parametrize("options", [AUTO, MODEL, RULES])
async def test_another_language_is_refused(options: RewriteOptions) -> None:
    german = "Leider können wir Ihnen den Betrag nicht erstatten, weil die Frist abgelaufen ist."
    with pytest.raises(UnsupportedLanguage):
        await Rewriter(RULEBOOK, FakeModel(GOOD)).rewrite(german, options=options)


async def test_a_furious_customer_brings_advice_to_cool_off() -> None:
    context = Context(customer_message="THIS IS THE WORST SERVICE EVER!!! I'll sue you, you idiots")
    result = await Rewriter(RULEBOOK, FakeModel(masked(GOOD))).rewrite(DRAFT, context)
    assert result.advice.cool_off
    assert result.advice.holding_reply
    calm = await Rewriter(RULEBOOK, FakeModel(masked(GOOD))).rewrite(DRAFT)
    assert not calm.advice.cool_off


async def test_no_masked_value_reaches_the_model() -> None:
    context = Context(
        customer_message="I'm Ana Petrescu, ana@example.org, call +44 20 7946 0000.",
        names=("Ana", "Ana Petrescu"),
        facts=("The carrier's page is https://carrier.example/88-4410.",),
    )
    model = FakeModel(HOPELESS)
    await Rewriter(RULEBOOK, model).rewrite(DRAFT, context, MODEL)
    sent = "\n".join(m.content for messages in model.history for m in messages)
    for value in ("Ana", "88-4410", "7946", "ana@example.org", "carrier.example"):
        assert value not in sent


async def test_where_masking_is_off_the_model_reads_what_reaches_somebody_and_no_placeholder() -> (
    None
):
    draft = f"{{{{ticket.id}}}} {DRAFT}"
    model = FakeModel(f"{{{{ticket.id}}}} {GOOD}", HOPELESS)
    context = Context("Write to ana@example.org.", None, "Jenna", ("Ana",), ("Ana owns 88-4410.",))
    result = await Rewriter(RULEBOOK, model, mask="off").rewrite(draft, context)
    sent = model.history[0][1].content
    for value in ("Ana", "Jenna", "88-4410", "+44 20 7946 0958", "ana@example.org"):
        assert value in sent
    assert "ticket.id" not in sent
    assert "token_forged" not in {code for one in result.attempts for code in one.reasons}


async def test_a_text_that_cannot_be_masked_never_reaches_the_model(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> None:
        raise MaskingFailed

    monkeypatch.setattr("guardrails.precheck.mask_request", fail)
    model = FakeModel(GOOD)
    for mask in get_args(Masking):
        with pytest.raises(MaskingFailed):
            await Rewriter(RULEBOOK, model, mask=mask).rewrite(DRAFT)
    assert model.history == []
