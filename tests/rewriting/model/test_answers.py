"""A text is read out of an honest answer, and nothing but a model error out of any other."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewriting.model.answers import parse_answer, read_text, read_usage
from rewriting.model.errors import AnswerUnusable, ModelError
from rewriting.results import Usage
from tests.hostile_server import completion

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
SHAPES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["choices", "message", "content", "type", "text", "usage", "error"])
            | st.sampled_from(["code", "refusal", "finish_reason", "prompt_tokens_details"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Thank you.", "Thank you."),
        ("\n Thank you.\n\nBest, Jo \n", "Thank you.\n\nBest, Jo"),
        ("<think>They are cross.</think>\n\nThank you.", "Thank you."),
        ("\n<THINK>a\nb</THINK>Thank you.", "Thank you."),
        ("<thinking>a</thinking>Thank you.", "Thank you."),
        ("<think></think>Thank you.", "Thank you."),
        ([{"type": "text", "text": "Thank "}, {"type": "text", "text": "you."}], "Thank you."),
        ([{"type": "thinking", "thinking": []}, {"type": "text", "text": "Thanks."}], "Thanks."),
    ],
)
def test_the_text_is_the_content_without_leading_reasoning(content: object, text: str) -> None:
    assert read_text(completion(content)) == text


@pytest.mark.parametrize(
    "left",
    [
        "<think>never closed. Thank you.",
        "Thank you. <think>Hm.</think>",
        "<think>one</think><think>two</think>Thank you.",
        "no opening</think>Thank you.",
    ],
)
def test_other_reasoning_is_left_for_the_post_check(left: str) -> None:
    assert "think>" in read_text(completion(left))


@pytest.mark.parametrize("name", ["reasoning", "reasoning_content", "reasoning_details", "audio"])
def test_fields_beside_the_content_are_ignored(name: str) -> None:
    assert read_text(completion("Thank you.", message={name: "Hm."})) == "Thank you."


@pytest.mark.parametrize("finish_reason", ["stop", None, "eos", "STOP"])
def test_a_finish_that_is_no_fault_does_not_matter(finish_reason: str | None) -> None:
    assert read_text(completion("Thank you.", finish_reason)) == "Thank you."


def test_an_empty_error_and_an_empty_refusal_are_none() -> None:
    said = completion("Thank you.", message={"refusal": ""}, error=None)
    assert read_text(said) == "Thank you."


def test_white_space_around_the_json_is_a_keep_alive() -> None:
    body = b" \n\n " + json.dumps(completion("Thank you.")).encode() + b"\n"
    assert read_text(parse_answer(body)) == "Thank you."


@pytest.mark.parametrize(
    ("usage", "counted"),
    [
        (None, (0, 0, 0)),
        ([], (0, 0, 0)),
        ({"prompt_tokens": 5}, (5, 0, 0)),
        ({"prompt_tokens": -5, "completion_tokens": "7"}, (0, 0, 0)),
        ({"prompt_tokens": True, "completion_tokens": 7.0}, (0, 0, 0)),
        ({"prompt_tokens": 10**30}, (0, 0, 0)),
        ({"prompt_tokens": 5, "prompt_tokens_details": {"cached_tokens": 4}}, (5, 0, 4)),
        ({"prompt_tokens": 5, "prompt_tokens_details": None}, (5, 0, 0)),
    ],
)
def test_usage_counts_what_can_be_counted(usage: object, counted: tuple[int, int, int]) -> None:
    assert read_usage({"usage": usage}) == Usage(0, *counted)


@given(SHAPES)
def test_no_json_shape_gives_anything_but_a_text_or_a_model_error(shape: Any) -> None:
    with suppress(ModelError):
        payload = parse_answer(json.dumps(shape).encode())
        assert read_usage(payload).calls == 0
        assert read_text(payload).strip()
    for choice in (shape, {"message": shape}, {"finish_reason": shape}):
        with suppress(ModelError):
            assert read_text({"choices": [choice]}).encode()


@given(st.binary(max_size=64))
def test_no_bytes_give_anything_but_an_object_or_a_model_error(body: bytes) -> None:
    with suppress(AnswerUnusable):
        assert isinstance(parse_answer(body), dict)
