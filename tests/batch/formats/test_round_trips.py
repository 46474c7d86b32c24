import json
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from batch.formats.errors import FormatError
from batch.formats.library import Library
from batch.formats.opening import open_library
from batch.formats.values import FormatOptions, Item
from tests.batch.formats.exports import EXPORTERS
from tests.batch.formats.html.bodies import BODIES

BLANK_OR_WORDS = st.text(
    st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from("\n\t\"'\\/<>&,;|{}[]éĀ😀 "),
    max_size=30,
)
WORDS = BLANK_OR_WORDS.map(lambda text: f"Dear {text} friend")
TEXTS = st.lists(WORDS, min_size=1, max_size=4)
FORMATS = st.sampled_from(list(EXPORTERS))
PLAIN = FormatOptions(markup="text")
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])


def open_as(name: str, content: bytes) -> Library:
    return open_library(content, format=name.partition(" ")[0], options=PLAIN)


def texts_of(library: Library) -> dict[int, str]:
    return {item.seq: item.draft for item in library.items if isinstance(item, Item)}


def frame_of(library: Library) -> bytes:
    """All bytes of a file but those of its texts."""
    frame = library.source.content
    for item in reversed(library.items):
        for place in item.places if isinstance(item, Item) else ():
            frame = frame[: place.start] + b"?" + frame[place.end :]
    return frame


@given(FORMATS, st.lists(BLANK_OR_WORDS, min_size=1, max_size=4), ENCODINGS)
def test_a_file_without_rewrites_comes_back_byte_for_byte(
    name: str, texts: list[str], encoding: str
) -> None:
    content = EXPORTERS[name](texts).decode("utf-8", "surrogatepass").encode(encoding)
    library = open_library(content, format=name.partition(" ")[0])
    assert library.export({}) == content


@given(FORMATS, TEXTS, ENCODINGS)
def test_texts_that_did_not_change_are_left_as_they_are(
    name: str, texts: list[str], encoding: str
) -> None:
    content = EXPORTERS[name](texts).decode().encode(encoding)
    library = open_library(content, format=name.partition(" ")[0])
    assert library.export(texts_of(library)) == content


@given(FORMATS, TEXTS, ENCODINGS, st.data())
def test_rewrites_are_read_back_exactly_and_nothing_else_changes(
    name: str, texts: list[str], encoding: str, data: st.DataObject
) -> None:
    content = EXPORTERS[name](texts).decode().encode(encoding)
    library = open_as(name, content)
    before = texts_of(library)
    html = {item.seq for item in library.items if isinstance(item, Item) and item.markup == "html"}
    assume(not html)
    chosen = data.draw(st.sets(st.sampled_from(sorted(before))))
    rewrites = {seq: data.draw(WORDS) for seq in chosen}
    exported = library.export(rewrites)
    after = open_as(name, exported)
    assert texts_of(after) == {**before, **rewrites}
    assert frame_of(after) == frame_of(library)
    assert (after.source.outer, after.source.bom) == (library.source.outer, library.source.bom)


@given(st.binary() | st.binary().map(lambda tail: b'{"draft":"x"}\n' + tail))
def test_whatever_can_be_opened_comes_back_byte_for_byte(content: bytes) -> None:
    for name in (None, "csv", "jsonl", "json"):
        options = FormatOptions(column="1", header=False) if name == "csv" else FormatOptions()
        try:
            library = open_library(content, format=name, options=options)
        except FormatError:
            continue
        assert library.export({}) == content
        assert library.export(texts_of(library)) == content


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_format_is_recognised_by_its_content(name: str) -> None:
    library = open_library(EXPORTERS[name](["Hello there.", "You must pay."]))
    assert library.format == name.partition(" ")[0]
    assert list(texts_of(library).values()) == ["Hello there.", "You must pay."]


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_format_knows_ids_lines_and_places(name: str) -> None:
    library = open_library(EXPORTERS[name](["One.", "Two."]))
    first, second = library.items
    assert first.id != second.id
    assert first.id is not None
    assert 1 <= first.line <= second.line
    assert isinstance(first, Item)
    (place,) = first.places
    assert library.source.content[place.start : place.end].strip(b'"') == b"One."


def lines_of(library: Library) -> list[Any]:
    return [(item.line, getattr(item, "code", "ok")) for item in library.items]


def test_a_broken_line_is_told_by_its_number_and_stops_nothing() -> None:
    content = (
        b'{"id": 1, "draft": "a"}\n\n{"id": 2, "draft": 3}\n{"id": 3\n{"id": 4, "text_": "b"}\n'
        b'["x"]\nnull\n{"id": 5, "draft": "\\ud800"}\n{"id": 6, "draft": "\xff"}\n'
        b'{"id": 7, "draft": "c", "context": {"channel": "fax"}}\n'
        b'{"id": 8, "draft": "d\xc3\xa9\xc3\xa9"}\n"\xc3\xa9"'
    )
    library = open_library(content)
    assert lines_of(library) == [
        (1, "ok"),
        (3, "invalid"),
        (4, "invalid_json"),
        (5, "missing"),
        (6, "invalid"),
        (7, "invalid"),
        (8, "not_text"),
        (9, "not_encoded"),
        (10, "invalid"),
        (11, "ok"),
        (12, "invalid"),
    ]
    assert [item.seq for item in library.items] == list(range(11))
    assert [item.id for item in library.items][-4:] == [6, 7, 8, None]
    assert library.export({0: "A"}) == content.replace(b'"a"', b'"A"')


def test_a_broken_row_is_told_by_its_number_and_stops_nothing() -> None:
    content = b'id,body\r\n1,"a\r\nb"\r\n2,"x"y\r\n3,\r\n4\r\n5,one,two\r\n6,\xff\x9d\r\n7,"c'
    content += b'\r\n8,d\r\n9,\xc3\xa9\r\n10,\xc3\xa9\r\n'  # fmt: skip
    library = open_library(content, name="macros.csv")
    assert lines_of(library) == [
        (2, "ok"),
        (4, "broken_row"),
        (5, "ok"),
        (6, "broken_row"),
        (7, "broken_row"),
        (8, "not_encoded"),
        (9, "broken_row"),
        (10, "ok"),
        (11, "ok"),
        (12, "ok"),
    ]
    assert library.export({0: "A", 7: 'say "D"'}) == content.replace(b'"a\r\nb"', b'"A"').replace(
        b"8,d", b'8,"say ""D"""'
    )


def test_a_broken_item_takes_no_rewrite() -> None:
    library = open_library(b'{"id": 1, "draft": 2}\n{"id": 1, "draft": "a"}', format="jsonl")
    for seq in (0, 2, -1):
        with pytest.raises(KeyError):
            library.export({seq: "b"})


def test_repeated_ids_are_told_with_their_lines() -> None:
    content = b'{"id": 1, "draft": "a"}\n{"id": "1", "draft": "b"}\n{"id": 1, "draft": "c"}\n'
    assert open_library(content).repeated_ids == {1: (1, 3)}


def test_blank_texts_are_items_left_alone() -> None:
    library = open_library(b'{"id": 1, "draft": " \\u200b"}\n{"id": 2, "draft": "x"}')
    assert [item.is_blank for item in library.items if isinstance(item, Item)] == [True, False]


def test_a_line_may_bring_its_context() -> None:
    content = (
        b'{"id": 1, "draft": "a", "context": "Where is it?"}\n'
        b'{"id": 2, "draft": "b", "context": {"channel": "chat", "names": ["Ada"]}}'
    )
    one, two = open_library(content).items
    assert isinstance(one, Item)
    assert one.context.customer_message == "Where is it?"
    assert isinstance(two, Item)
    assert (two.context.channel, two.context.names) == ("chat", ("Ada",))


@given(st.lists(st.sampled_from(sorted(BODIES)), min_size=1, max_size=4), st.booleans())
def test_bodies_of_html_come_back_byte_for_byte(names: list[str], escape: bool) -> None:
    rows = [
        {"id": at, "name": name, "keywords": "", "content": BODIES[name]}
        for at, name in enumerate(names)
    ]
    content = json.dumps(rows, ensure_ascii=escape).replace("<", "\\u003c").encode()
    library = open_library(content)
    assert library.format == "zammad"
    assert {item.markup for item in library.items if isinstance(item, Item)} == {"html"}
    assert library.export(texts_of(library)) == content
    rewrites = {seq: f"{text} Thank you." for seq, text in texts_of(library).items()}
    rewrites = {seq: text for seq, text in rewrites.items() if not library.refuse(seq, text)}
    after = open_library(library.export(rewrites))
    assert {seq: text.split() for seq, text in texts_of(after).items()} == {
        seq: text.split() for seq, text in (texts_of(library) | rewrites).items()
    }
    assert frame_of(after) == frame_of(library)
