"""Servers differ in the parameters that they take; a refusal says which one to drop."""

from __future__ import annotations

import pytest

from rewriting.model.dialect import Dialect
from rewriting.model.values import Message

HELLO = (Message("system", "Be kind."), Message("user", "Hello."))


def test_a_question_is_the_model_the_messages_and_one_limit() -> None:
    assert Dialect().body("m", HELLO, 7, stream=False) == {
        "model": "m",
        "messages": [
            {"role": "system", "content": "Be kind."},
            {"role": "user", "content": "Hello."},
        ],
        "max_completion_tokens": 7,
    }


def test_a_stream_is_asked_for_with_its_usage() -> None:
    asked = Dialect("max_tokens").body("m", (), 7, stream=True)
    assert asked == {
        "model": "m",
        "messages": [],
        "max_tokens": 7,
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    plain = Dialect(limit=None, stream_options=False).body("m", (), 7, stream=True)
    assert plain == {"model": "m", "messages": [], "stream": True}


@pytest.mark.parametrize(
    ("before", "refused", "after"),
    [
        (Dialect(), b"max_completion_tokens", Dialect("max_tokens")),
        (Dialect("max_tokens"), b"'max_tokens'", Dialect(limit=None)),
        (Dialect(), b"stream_options", Dialect(stream_options=False)),
        (Dialect(), b"temperature", None),
        (Dialect(limit=None, stream_options=False), b"max_tokens stream_options", None),
    ],
)
def test_a_refused_parameter_is_dropped(
    before: Dialect, refused: bytes, after: Dialect | None
) -> None:
    assert before.without_refused(400, refused, stream=True) == after
    assert before.without_refused(500, refused, stream=True) is None


def test_what_was_not_sent_cannot_have_been_refused() -> None:
    assert Dialect().without_refused(400, b"stream_options", stream=False) is None


def test_a_server_that_refuses_everything_runs_out_of_parameters_to_drop() -> None:
    dialect: Dialect | None = Dialect()
    refusal = b"max_completion_tokens max_tokens stream_options"
    steps = 0
    while dialect := dialect.without_refused(422, refusal, stream=True):
        steps += 1
    assert steps == 3
