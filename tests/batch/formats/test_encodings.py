import pytest

from batch.formats.encodings import read_encoding
from batch.formats.errors import CannotPlace, FormatError, TooLarge
from batch.formats.opening import open_library
from batch.formats.values import FormatOptions, Item

CSV = "id;body\r\n1;Café, can’t\r\n"


@pytest.mark.parametrize(
    ("content", "outer"),
    [
        (CSV.encode(), "utf-8"),
        (CSV.encode("utf-8-sig"), "utf-8"),
        (CSV.encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + CSV.encode("utf-16-be"), "utf-16-be"),
        (b"\xff\xfe\0\0" + CSV.encode("utf-32-le"), "utf-32-le"),
        (CSV.encode("cp1252"), "cp1252"),
        ("id;body\n1;Café\n".encode("latin-1"), "cp1252"),
        # Two lines right and one wrong: UTF-8 with a broken row.
        ("id;body\n1;é\n2;é\n".encode() + b"3;\xe9\n", "utf-8"),
    ],
)
def test_encodings_are_told_apart_and_kept(content: bytes, outer: str) -> None:
    library = open_library(content)
    assert library.source.outer == outer
    assert library.export({}) == content
    item = library.items[0]
    assert isinstance(item, Item)
    exported = library.export({0: "Très bon"})
    assert exported == content.replace(item.draft.encode(outer), "Très bon".encode(outer), 1)


def test_bytes_that_windows_never_wrote_are_kept_and_their_row_is_broken() -> None:
    content = b"id;body\n1;Caf\xe9 \x81\n2;Th\xe9\n"
    library = open_library(content)
    assert library.source.outer == "latin-1"
    assert [getattr(item, "code", "ok") for item in library.items] == ["not_text", "ok"]
    assert library.export({1: "Thés"}) == content.replace(b"Th\xe9", b"Th\xe9s")


def test_a_sign_that_the_encoding_lacks_is_an_item_s_error_and_never_a_question_mark() -> None:
    library = open_library(CSV.encode("cp1252"))
    refusal = library.refuse(0, "Go → there")
    assert refusal is not None
    assert refusal.code == "not_encodable"
    assert "U+2192" in refusal.message
    with pytest.raises(CannotPlace):
        library.export({0: "Go → there"})


def test_html_and_json_write_by_number_what_the_encoding_lacks() -> None:
    html = open_library("id;body\r\n1;<p>Café</p>\r\n".encode("cp1252"))
    assert b"<p>Go &#8594;</p>" in html.export({0: "Go →"})
    lines = open_library('{"id": 1, "draft": "Café"}'.encode("cp1252"))
    assert b'"Go \\u2192 caf\\u00e9"' in lines.export({0: "Go → café"})


@pytest.mark.parametrize(
    ("name", "text"), [("mac-roman", "can’t é"), ("utf-16-le", "can’t"), ("iso8859-15", "5 €")]
)
def test_an_encoding_may_be_named(name: str, text: str) -> None:
    content = f"id,body\n1,{text}\n".encode(name)
    library = open_library(content, name="x.csv", options=FormatOptions(encoding=name))
    assert isinstance(library.items[0], Item)
    assert library.items[0].draft == text
    assert library.export({0: "é"}) == content.replace(text.encode(name), "é".encode(name))


@pytest.mark.parametrize("name", ["utf-16", "shift_jis", "base64", "no-such", "utf-7", "cp037"])
def test_an_encoding_that_would_not_keep_bytes_apart_is_refused(name: str) -> None:
    with pytest.raises(FormatError):
        read_encoding(b"id,body\n", name)


def test_a_name_against_the_file_s_mark_is_refused() -> None:
    with pytest.raises(FormatError, match="marked as utf-16-le"):
        read_encoding("x".encode("utf-16"), "utf-8")
    assert read_encoding("x".encode("utf-8-sig"), "utf-8-sig").outer == "utf-8"


@pytest.mark.parametrize(
    "content",
    [b"", b" \r\n", b"\xef\xbb\xbf", "id,body\n".encode("utf-16-le"), b"\xff\xfea", b"\0"],
)
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(FormatError):
        open_library(content)


def test_a_file_over_the_limit_is_refused_unread() -> None:
    with pytest.raises(TooLarge, match="9 bytes long; at most 8"):
        open_library(b"id,body\n1", options=FormatOptions(largest=8))
