from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.lines import LONGEST_LINE, BadLine, CheckLine, Numbered, VerifyLine, read_lines
from guardrails.context import NO_CONTEXT, Context

GOOD = {"id": "a", "text": "Thank you."}


def read(*lines: object) -> list[Numbered[CheckLine] | BadLine]:
    content = b"\n".join(
        line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines
    )
    return list(read_lines(io.BytesIO(content), CheckLine))


def test_lines_come_in_order_with_their_numbers() -> None:
    first, second = read(GOOD, GOOD | {"id": 2, "text": "You're welcome."})
    assert first == Numbered(1, CheckLine("a", "Thank you."))
    assert second == Numbered(2, CheckLine(2, "You're welcome."))


def test_blank_lines_are_passed_over_but_counted() -> None:
    (good, bad) = read(b"", b"  \r", GOOD, b"", b"nope")
    assert isinstance(good, Numbered)
    assert good.number == 3
    assert bad.number == 5


def test_unknown_keys_are_ignored_also_in_the_context() -> None:
    (line,) = read(GOOD | {"source": "x", "context": {"mood": "grim", "agent_name": "Ada"}})
    assert line == Numbered(1, CheckLine("a", "Thank you.", Context(agent_name="Ada")))


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        (None, NO_CONTEXT),
        ({}, NO_CONTEXT),
        ("Where is it?", Context(customer_message="Where is it?")),
        (
            {"customer_message": "Hm", "channel": "chat", "names": ["Bo"], "facts": ["It's blue"]},
            Context("Hm", "chat", None, ("Bo",), ("It's blue",)),
        ),
    ],
)
def test_a_context_is_an_object_or_the_customers_message(
    context: object, expected: Context
) -> None:
    (line,) = read(GOOD | {"context": context})
    assert isinstance(line, Numbered)
    assert line.line.context == expected


@pytest.mark.parametrize("id_", [0, -3, 10**30, "", "ümlaut", "\n"])
def test_an_id_is_any_string_or_integer(id_: str | int) -> None:
    (line,) = read(GOOD | {"id": id_})
    assert isinstance(line, Numbered)
    assert line.line.id == id_
    assert type(line.line.id) is type(id_)


@pytest.mark.parametrize(
    ("line", "id_", "code", "message"),
    [
        (b"nope", None, "invalid_json", "not JSON: Expecting value at column 1."),
        (b'{"id": 1, "text": "a', None, "invalid_json", "not JSON"),
        (b'{"id": 1, "text": "\xff"}', None, "invalid_json", "not UTF-8"),
        (b"[" * 100_000, None, "invalid_json", "nested too deeply"),
        (b'{"id": 1, "n": ' + b"1" * 5_000, None, "invalid_json", "too many digits"),
        (b"7", None, "invalid", "Should be an object."),
        (b"[]", None, "invalid", "Should be an object."),
        ({"text": "a"}, None, "invalid", "/id: This field is required."),
        ({"id": True, "text": "a"}, None, "invalid", "/id: Should be text or a whole number."),
        ({"id": 1.5, "text": "a"}, None, "invalid", "/id: "),
        ({"id": 1}, 1, "invalid", "/text: This field is required."),
        ({"id": "a", "text": 1}, "a", "invalid", "/text: Should be text in quotation marks."),
        ({"id": "a", "text": None}, "a", "invalid", "/text: "),
        (b'{"id": "a", "text": NaN}', "a", "invalid_json", "NaN"),
        (GOOD | {"context": 3}, "a", "invalid", "/context: "),
        (GOOD | {"context": {"names": "Bo"}}, "a", "invalid", "/context/names: "),
        (GOOD | {"context": {"names": [1]}}, "a", "invalid", "/context/names/0: "),
        (GOOD | {"context": {"channel": "pigeon"}}, "a", "invalid", "/context/channel: "),
    ],
)
def test_a_bad_line_says_what_is_wrong_and_the_next_is_read(
    line: object, id_: str | int | None, code: str, message: str
) -> None:
    bad, good = read(line, GOOD)
    assert isinstance(bad, BadLine)
    assert (bad.number, bad.id, bad.code) == (1, id_, code)
    assert message in bad.message
    assert good == Numbered(2, CheckLine("a", "Thank you."))


def test_a_message_holds_no_word_of_the_line() -> None:
    (bad,) = read(
        {"id": "a", "text": ["secret"], "context": {"channel": "secret", "names": "secret"}}
    )
    assert isinstance(bad, BadLine)
    assert "/text" in bad.message
    assert "secret" not in bad.message


def test_a_line_without_end_is_refused_and_the_next_is_read() -> None:
    bad, good = read(b'{"id": "' + b"x" * (2 * LONGEST_LINE), GOOD)
    assert bad == BadLine(1, None, "too_long", f"The line is over {LONGEST_LINE} bytes.")
    assert good == Numbered(2, CheckLine("a", "Thank you."))


@pytest.mark.parametrize("ignored", ['"\\ud800"', "[" * 500 + "]" * 500])
def test_what_is_strange_in_a_key_that_is_ignored_does_no_harm(ignored: str) -> None:
    (line,) = read(b'{"id": 1, "text": "a", "other": %s}' % ignored.encode())
    assert line == Numbered(1, CheckLine(1, "a"))


def test_the_longest_line_is_read() -> None:
    padding = LONGEST_LINE - len(json.dumps(GOOD | {"pad": ""})) - 1
    long, good = read(GOOD | {"pad": "x" * padding}, GOOD)
    assert isinstance(long, Numbered)
    assert isinstance(good, Numbered)


def test_a_byte_order_mark_is_no_mistake() -> None:
    (line,) = read(b"\xef\xbb\xbf" + json.dumps(GOOD).encode())
    assert isinstance(line, Numbered)


def test_a_verification_needs_both_texts() -> None:
    stream = io.BytesIO(b'{"id": 1, "draft": "a"}\n{"id": 2, "draft": "a", "rewrite": ""}\n')
    bad, good = read_lines(stream, VerifyLine)
    assert isinstance(bad, BadLine)
    assert bad.message == "/rewrite: This field is required."
    assert good == Numbered(2, VerifyLine(2, "a", ""))


@given(st.binary(max_size=200))
def test_no_bytes_end_a_run(content: bytes) -> None:
    entries = list(read_lines(io.BytesIO(content), CheckLine))
    assert len(entries) <= content.count(b"\n") + 1
