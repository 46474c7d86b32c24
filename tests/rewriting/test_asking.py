"""A watched rewrite: what is told on the way, what is taken back, and what stands at the end."""

from __future__ import annotations

import pytest

from guardrails.context import NO_CONTEXT
from guardrails.rulebook import Rulebook
from guardrails.values import Check
from guidance.loading import load_guidance
from rewriting.model.errors import AnswerBlocked, ModelUnavailable
from rewriting.options import RewriteOptions
from rewriting.results import RewriteResult, Usage
from rewriting.rewriter import Rewriter
from tests.fakes import Answer, Broken, FakeModel

pytestmark = pytest.mark.anyio

RULEBOOK = Rulebook.compile(load_guidance())
DRAFT = "We can't refund the $45. You'll have to call the carrier by 5 May."
OPENING = "I'm so sorry about the trouble with this parcel."
GOOD = (
    f"{OPENING} A refund of the $45 isn't something I'm able to offer. Please call the carrier by "
    "5 May. Would you like me to look into other options with you?"
)
LACKING = f"{OPENING} A refund of the $45 isn't something I'm able to offer."
DIRTY = f"{OPENING} I'll refund the $45 today. Please call the carrier by 5 May."
BLUNT = GOOD.replace("Please call", "Per our policy, please call")
CALM = "Thank you for the photos, Ana. They arrived safely."


class Listener:
    """Keeps what it was told, and the text that stands after it."""

    def __init__(self) -> None:
        self.events: list[str] = []
        self.text = ""

    async def prechecked(self, check: Check) -> None:
        self.events.append(f"precheck {check.needs_rewrite}")

    async def told(self, text: str) -> None:
        self.events.append(text)
        self.text += text

    async def retracted(self) -> None:
        assert self.text
        self.events.append("retract")
        self.text = ""


async def watch(
    *answers: Answer, draft: str = DRAFT, options: RewriteOptions | None = None
) -> tuple[RewriteResult, Listener]:
    listener = Listener()
    rewriter = Rewriter(RULEBOOK, FakeModel(*answers) if answers else None)
    result = await rewriter.rewrite(draft, NO_CONTEXT, options or RewriteOptions(), listener)
    assert listener.text == (result.text if result.outcome == "rewritten" else "")
    return result, listener


async def test_a_text_that_passes_is_told_sentence_by_sentence() -> None:
    result, listener = await watch(GOOD)
    assert (result.outcome, result.engine, result.text) == ("rewritten", "model", GOOD)
    assert listener.events[0] == "precheck True"
    assert listener.events[1] == OPENING
    assert len(listener.events) == 5
    assert "retract" not in listener.events


async def test_a_verdict_that_fails_at_the_end_takes_back_what_was_told() -> None:
    result, listener = await watch(LACKING, GOOD)
    assert result.text == GOOD
    assert listener.events.index("retract") == 2
    assert [attempt.passed for attempt in result.attempts] == [False, True]


async def test_what_is_refused_is_never_told() -> None:
    _, listener = await watch(DIRTY, GOOD)
    assert not any("today" in event for event in listener.events)


async def test_a_repair_of_what_passed_is_shown_only_if_it_is_better() -> None:
    result, listener = await watch(BLUNT, LACKING, LACKING)
    assert result.text == BLUNT
    assert "retract" not in listener.events
    result, listener = await watch(BLUNT, GOOD)
    assert result.text == GOOD
    assert listener.events.count("retract") == 1


async def test_a_stream_that_breaks_off_is_asked_for_as_a_whole() -> None:
    spent = Usage(1, 100, 7, 0)
    broken = Broken(f"{OPENING} A refund", ModelUnavailable("(cut)", usage=spent))
    result, listener = await watch(broken, GOOD)
    assert (result.engine, result.text, result.degraded) == ("model", GOOD, None)
    assert listener.events[1:3] == [OPENING, "retract"]
    assert result.usage == Usage(2, 200, 27, 0)


async def test_a_server_that_could_not_be_used_is_not_asked_again() -> None:
    model = FakeModel(ModelUnavailable())
    result = await Rewriter(RULEBOOK, model).rewrite(DRAFT, watcher=Listener())
    assert len(model.history) == 1
    assert result.degraded == "model_unavailable"


async def test_the_rules_engine_takes_over_from_a_text_that_was_blocked_halfway() -> None:
    result, listener = await watch(Broken(f"{OPENING} A refund", AnswerBlocked()))
    assert (result.engine, result.degraded) == ("rules", "model_unavailable")
    assert "retract" in listener.events


async def test_nothing_stands_after_a_rejection() -> None:
    result, listener = await watch(LACKING, options=RewriteOptions(engine="model"))
    assert result.outcome == "rejected"
    assert listener.events[-1] == "retract"


async def test_the_rules_engine_tells_its_text_at_once() -> None:
    result, listener = await watch()
    assert result.engine == "rules"
    assert listener.events == ["precheck True", result.text]


async def test_a_draft_that_needs_nothing_is_told_of_and_no_more() -> None:
    _, listener = await watch(GOOD, draft=CALM)
    assert listener.events == ["precheck False"]
