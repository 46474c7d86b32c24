from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.problems import MOST_ERRORS, ProblemError
from api.strict_json import read_json


def refused(body: bytes) -> ProblemError:
    with pytest.raises(ProblemError) as caught:
        read_json(body)
    return caught.value


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
)


@given(VALUES, st.booleans())
def test_reads_every_value_that_json_can_hold(value: object, escaped: bool) -> None:
    assert read_json(json.dumps(value, ensure_ascii=escaped).encode()) == value


@given(st.binary())
def test_any_bytes_are_read_or_refused_as_a_problem(body: bytes) -> None:
    with suppress(ProblemError):
        read_json(body)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" \r\n",
        b"{",
        b'{"a": 1,}',
        b"{'a': 1}",
        b'{"a": NaN}',
        b'{"a": -Infinity}',
        b'{"a": "\x00"}',
        b'{"a": "\n"}',
        b'{"a": "\xff"}',
        b'{"a": "\xed\xa0\x80"}',
        '{"a": "b"}'.encode("utf-16"),
        b"[" * 10_000 + b"]" * 10_000,
        b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
        b"1" * 5_000,
        b'{"a": 1, "a": 2}',
        b'{"b": {"a": 1, "a": 1}}',
        b"\xef\xbb\xbf",
    ],
)
def test_what_only_looks_like_json_is_refused_as_a_whole(body: bytes) -> None:
    error = refused(body)
    assert error.kind.code == "invalid_json"
    assert [found.pointer for found in error.errors] == [""]


def test_a_byte_order_mark_is_skipped() -> None:
    assert read_json(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}


@pytest.mark.parametrize("escape", [r"\ud800", r"\uDFFF", r"x\udc00\ud800y"])
def test_what_is_no_text_is_refused_where_it_stands(escape: str) -> None:
    error = refused(b'{"a": {"names": ["x", "%s"]}}' % escape.encode())
    assert error.kind.code == "not_text"
    assert [found.pointer for found in error.errors] == ["/a/names/1"]


def test_a_name_that_is_no_text_is_refused_at_its_object() -> None:
    error = refused(rb'{"a": {"x\ud800": 1}}')
    assert [found.pointer for found in error.errors] == ["/a"]


def test_an_escaped_pair_is_one_character() -> None:
    assert read_json(rb'"\ud83d\ude00"') == "\N{GRINNING FACE}"


def test_a_body_full_of_faults_gives_a_short_answer() -> None:
    error = refused(b"[" + b",".join([rb'"\ud800"'] * 10_000) + b"]")
    assert len(error.errors) == MOST_ERRORS


def test_a_fault_deep_inside_is_found() -> None:
    error = refused(b"[" * 500 + rb'"\ud800"' + b"]" * 500)
    assert error.errors[0].pointer == "/0" * 500
