import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batch.formats.json_spans import DEEPEST, JsonError, JsonValue, read_json
from batch.formats.json_strings import read_habits

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=()))
)
DOCUMENTS = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=30
)
STYLES = st.sampled_from(
    [{}, {"indent": 2}, {"indent": "\t"}, {"separators": (",", ":")}, {"separators": (" ,", " : ")}]
)


def read_back(value: JsonValue) -> Any:
    match value.kind:
        case "object":
            return {key: read_back(one) for key, one in value.members("utf-8").items()}
        case "array":
            return [read_back(one) for one in value.elements()]
        case "string":
            return value.text("utf-8")
        case _:
            return json.loads(value.raw)


@given(DOCUMENTS, STYLES, st.booleans())
def test_any_document_reads_as_the_standard_library_reads_it(
    document: Any, style: dict[str, Any], escape: bool
) -> None:
    text = json.dumps(document, ensure_ascii=escape, **style)
    try:
        source = f" {text}\r\n".encode()
    except UnicodeEncodeError:
        source = json.dumps(document, **style).encode()
    assert read_back(read_json(source)) == document


@given(DOCUMENTS, STYLES, st.data())
def test_what_the_standard_library_refuses_is_refused(
    document: Any, style: dict[str, Any], data: st.DataObject
) -> None:
    source = bytearray(json.dumps(document, **style).encode())
    at = data.draw(st.integers(0, len(source)))
    cut = data.draw(st.integers(0, 3))
    source[at : at + cut] = data.draw(st.sampled_from([b"", b",", b"]", b"}", b'"', b"\\", b"0"]))
    try:
        expected = json.loads(bytes(source))
    except ValueError:
        with pytest.raises(JsonError):
            read_json(bytes(source))
    else:
        assert read_back(read_json(bytes(source))) == expected


@pytest.mark.parametrize(
    "source",
    [b"", b" ", b"NaN", b"Infinity", b"[1,]", b'{"a":1,}', b"{a:1}", b"01", b"1.", b"+1", b"tru",
     b'"\t"', b'"\\x41"', b'"\\u12g4"', b"'a'", b"[1]]", b"\xef\xbb\xbf{}", b"[,]", b"1 2"],
)  # fmt: skip
def test_what_is_no_json_is_refused_with_its_place(source: bytes) -> None:
    with pytest.raises(JsonError) as refused:
        read_json(source)
    assert 0 <= refused.value.at <= len(source)


def test_a_span_holds_exactly_the_value() -> None:
    source = b'{"a" : [1, "x\\"y"] }'
    whole = read_json(source)
    one, two = whole.members("utf-8")["a"].elements()
    assert (one.raw, two.raw, two.text("utf-8")) == (b"1", b'"x\\"y"', 'x"y')
    assert source[two.start : two.end] == two.raw


def test_of_a_key_that_stands_twice_the_last_counts() -> None:
    assert read_back(read_json(b'{"a":1,"a":2}')) == {"a": 2}


def test_depth_is_bounded_without_recursion() -> None:
    read_json(b"[" * DEEPEST + b"]" * DEEPEST)
    with pytest.raises(JsonError, match="deeply"):
        read_json(b"[" * 100_000 + b"]" * 100_000)


@given(st.text(st.characters(exclude_categories=())), st.sampled_from(
    [b"", b'"\\u003c"', b'"\\/"', b'"\\u00E9\\u003C"', "é".encode(), '"\\u2028" é'.encode()]
))  # fmt: skip
def test_any_text_is_written_so_that_it_reads_as_itself(text: str, source: bytes) -> None:
    assert json.loads(read_habits(source).write(text)) == text


@pytest.mark.parametrize(
    ("source", "written"),
    [
        (b'"<a/> \xc3\xa9"', '"<b>/’é\\n"'),
        (b'"\\u003ca/\\u003e \xc3\xa9"', '"\\u003cb\\u003e/’é\\n"'),
        (b'"<a\\/>"', '"<b>\\/\\u2019\\u00e9\\n"'),
        (b'"\\u00E9"', '"<b>/\\u2019\\u00E9\\n"'),
        (b"{}", '"<b>/\\u2019\\u00e9\\n"'),
    ],
)
def test_a_string_is_written_as_its_source_writes_strings(source: bytes, written: str) -> None:
    assert read_habits(source).write("<b>/’é\n") == written
