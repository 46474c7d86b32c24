from __future__ import annotations

import string

import pytest
from pydantic import TypeAdapter, ValidationError

from api.expectations import _PLAIN, expectation
from api.schemas import RewriteRequest
from guardrails.context import Context


@pytest.mark.parametrize(
    ("sent", "messages"),
    [
        ({}, ["This field is required."]),
        ([], ["Should be an object."]),
        ({"draft": "x", "context": "y"}, ["Should be an object."]),
        ({"draft": 5}, ["Should be text in quotation marks."]),
        ({"draft": "x", "darft": "y"}, ["There is no such field."]),
        ({"draft": "x", "always": "yes"}, ["Should be true or false."]),
        ({"draft": "x", "max_repairs": "2"}, ["Should be a whole number."]),
        ({"draft": "x", "max_repairs": 6}, ["Should be at most 5."]),
        ({"draft": "x", "deadline_ms": 1}, ["Should be at least 500."]),
        ({"draft": "x", "engine": "gpt"}, ["Should be 'auto', 'model' or 'rules'."]),
        ({"draft": "x", "context": {"names": "Ada"}}, ["Should be a list."]),
    ],
)
def test_what_a_request_should_have_been_is_said_plainly(sent: object, messages: list[str]) -> None:
    with pytest.raises(ValidationError) as caught:
        RewriteRequest.model_validate(sent)
    assert list(map(expectation, caught.value.errors())) == messages


def test_so_is_what_a_line_should_have_been() -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Context).validate_json('"x"')
    assert list(map(expectation, caught.value.errors())) == ["Should be an object."]


def test_what_nobody_foresaw_is_not_said_in_the_librarys_words() -> None:
    found = {"type": "new", "msg": "Input should be xylocanary", "input": "xylocanary"}
    assert "xylocanary" not in expectation(found)


def test_no_message_can_repeat_what_was_found() -> None:
    slots = {slot for text in _PLAIN.values() for _, slot, *_ in string.Formatter().parse(text)}
    assert slots <= {None, "expected", "gt", "ge", "le"}
