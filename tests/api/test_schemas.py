from __future__ import annotations

import pytest
from pydantic import ValidationError

from api.schemas import RequestContext, RewriteRequest, context_of
from guardrails.context import NO_CONTEXT, Context


def test_only_the_draft_is_required() -> None:
    asked = RewriteRequest(draft="x")
    assert (asked.context, asked.engine, asked.always) == (None, "auto", False)
    assert (asked.max_repairs, asked.deadline_ms, asked.offset_unit) == (None, None, "codepoint")


@pytest.mark.parametrize(("repairs", "deadline"), [(0, 500), (5, 120_000)])
def test_options_reach_to_their_limits(repairs: int, deadline: int) -> None:
    asked = RewriteRequest(draft="x", max_repairs=repairs, deadline_ms=deadline)
    assert (asked.max_repairs, asked.deadline_ms) == (repairs, deadline)


def test_a_refusal_does_not_hold_what_was_sent() -> None:
    with pytest.raises(ValidationError) as caught:
        RewriteRequest.model_validate({"draft": 5, "engine": "canary", "other": "canary"})
    assert "canary" not in str(caught.value)
    assert caught.value.error_count() == 3


def test_two_requests_do_not_share_their_lists() -> None:
    assert RequestContext().names is not RequestContext().names


def test_a_context_is_taken_over_field_by_field() -> None:
    assert context_of(None) == context_of(RequestContext()) == NO_CONTEXT
    given = RequestContext(
        customer_message="Help!", channel="chat", agent_name="Ada", names=["Bo"], facts=["It is."]
    )
    assert context_of(given) == Context("Help!", "chat", "Ada", ("Bo",), ("It is.",))
