from __future__ import annotations

import pytest

from guardrails.context import NO_CONTEXT
from guardrails.cooling import COOL_OFF_FROM, advise
from guardrails.precheck import check_draft
from guardrails.rulebook import Rulebook
from guardrails.values import Tension
from guardrails.wordlists import load_words

REPLIES = [reply for replies in load_words("holding_replies").values() for reply in replies]


@pytest.mark.parametrize(
    "tension", [Tension(0, None), Tension(0, 0), Tension(0.1, COOL_OFF_FROM - 0.01)]
)
def test_a_calm_conversation_needs_no_cooling(tension: Tension) -> None:
    assert advise(tension) is None


@pytest.mark.parametrize(
    "tension", [Tension(0, COOL_OFF_FROM), Tension(COOL_OFF_FROM, None), Tension(0.9, 0.1)]
)
def test_from_the_threshold_on_there_is_a_holding_reply(tension: Tension) -> None:
    reply = advise(tension)
    assert reply is not None
    assert "research the situation and the possible solutions" in reply
    assert "May I get back to you" in reply


def test_only_an_upset_customer_is_called_upset() -> None:
    assert advise(Tension(0.9, 0.1)) != advise(Tension(0.1, 0.9))


@pytest.mark.parametrize("reply", REPLIES)
def test_a_holding_reply_is_clean_calm_and_promises_nothing(reply: str, rulebook: Rulebook) -> None:
    checked = check_draft(reply, NO_CONTEXT, rulebook).check
    assert checked.findings == ()
    assert checked.tension.draft == 0
    assert not checked.needs_rewrite
    assert checked.signals.next_step.present or checked.signals.offers_choice.present
