import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batch.formats.csv_spans import read_field, read_rows, write_field
from batch.formats.errors import FormatError
from batch.formats.opening import open_library
from batch.formats.values import FormatOptions, Item

FIELDS = st.text(st.sampled_from('ab ",;\t|\n\ré'), max_size=8)
ROWS = st.lists(st.lists(FIELDS, min_size=2, max_size=4), min_size=1, max_size=5)


@given(ROWS, st.sampled_from(",;\t|"), st.sampled_from(["\r\n", "\n"]), st.booleans())
def test_rows_are_read_as_the_standard_library_reads_them(
    rows: list[list[str]], delimiter: str, line_end: str, everywhere: bool
) -> None:
    made = io.StringIO()
    quoting = csv.QUOTE_ALL if everywhere else csv.QUOTE_MINIMAL
    writer = csv.writer(made, delimiter=delimiter, lineterminator=line_end, quoting=quoting)
    writer.writerows(rows)
    content = made.getvalue().encode()
    read = [
        [read_field(content[slice(*span)]).decode() for span in row.fields]
        for row in read_rows(content, delimiter.encode())
    ]
    expected = list(csv.reader(io.StringIO(made.getvalue(), newline=""), delimiter=delimiter))
    assert read == [row for row in expected if row]


@given(FIELDS, st.sampled_from([b"", b"a", b'"a"']), st.sampled_from([b",", b"\t"]))
def test_a_field_is_written_so_that_it_reads_as_itself(
    text: str, raw: bytes, delimiter: bytes
) -> None:
    written = write_field(text.encode(), raw, delimiter)
    (row,) = read_rows(b"x" + delimiter + written + delimiter + b"\r\n", delimiter)
    assert read_field(written) == text.encode()
    assert len(row.fields) == 3
    assert written.startswith(b'"') or not raw.startswith(b'"')


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", ":", "^"])
def test_quoting_and_line_ends_stay_with_any_delimiter(delimiter: str) -> None:
    content = '\r\nid,"body",n\n1,"You, must",""\r\n2,You must, "\r3,"a\r\n""b""",x'.replace(
        ",", delimiter
    ).encode()
    library = open_library(content, format="csv", options=FormatOptions(delimiter=delimiter))
    assert [getattr(item, "draft", "") for item in library.items] == [
        f"You{delimiter} must",
        "You must",
        'a\n"b"',
    ]
    assert library.export({0: "Please", 1: "Please", 2: 'c\n"d"'}) == content.replace(
        f"You{delimiter} must".encode(), b"Please"
    ).replace(b"You must", b"Please").replace(b'a\r\n""b""', b'c\r\n""d""')


def test_a_field_is_quoted_only_where_it_must_be() -> None:
    library = open_library(b"id,body\n1,a\n2,b\n")
    assert library.export({0: "x, y", 1: "z"}) == b'id,body\n1,"x, y"\n2,z\n'


@pytest.mark.parametrize(
    ("header", "options", "draft"),
    [
        ("id,title,body", FormatOptions(), "C"),
        ("id,draft,body", FormatOptions(), "B"),
        ("id,Reply,x", FormatOptions(), "B"),
        ("id,x,y", FormatOptions(column="y"), "C"),
        ("id,x,y", FormatOptions(column="2"), "B"),
        ("A,B,C", FormatOptions(column="3", header=False), "C"),
    ],
)
def test_the_column_is_known_by_its_title_or_chosen(
    header: str, options: FormatOptions, draft: str
) -> None:
    library = open_library(f"{header}\nA,B,C\n".encode(), options=options)
    assert isinstance(library.items[-1], Item)
    assert library.items[-1].draft == draft
    assert len(library.items) == 1 + (not options.header)


def test_ids_and_titles_come_from_their_columns() -> None:
    content = b"key,name,text,nr\nk,n,t,9\n"
    (item,) = open_library(content).items
    assert isinstance(item, Item)
    assert (item.id, item.title, item.line, item.where) == ("k", "n", 2, "column 3")
    (item,) = open_library(content, options=FormatOptions(id_column="nr")).items
    assert item.id == "9"


def test_the_delimiter_may_be_declared_in_excel_s_own_line() -> None:
    library = open_library(b"sep=^\r\nid^body\r\n1^a,b\r\n")
    assert [getattr(item, "draft", "") for item in library.items] == ["a,b"]


def test_one_column_needs_no_delimiter() -> None:
    library = open_library(b"body\nHello, you\n", name="x.csv")
    assert [getattr(item, "code", "") for item in library.items] == ["broken_row"]
    library = open_library(b'body\n"Hello, you"\n', name="x.csv")
    assert [getattr(item, "draft", "") for item in library.items] == ["Hello, you"]


@pytest.mark.parametrize(
    ("content", "options", "says"),
    [
        (b"a,b\n1,2\n", FormatOptions(), "Line 1: There is no column known .* are: a, b"),
        (b"a,b\n1,2\n", FormatOptions(column="c"), "no column 'c'"),
        (b"a,b\n1,2\n", FormatOptions(column="3"), "no column '3'"),
        (b"a,text\n1,2\n", FormatOptions(id_column="z"), "no column 'z'"),
        (b"a,text\n1,2\n", FormatOptions(delimiter='"'), "delimiter"),
        (b'"a,text\n1,2\n', FormatOptions(), "first row"),
        (b"a,t\xe9xt\xe9\n\xc3\xa9\n\xc3\xa9\n", FormatOptions(), "titles are not utf-8"),
        (b"sep=;\n\n", FormatOptions(), "empty"),
    ],
)
def test_a_file_whose_texts_cannot_be_found_is_refused(
    content: bytes, options: FormatOptions, says: str
) -> None:
    with pytest.raises(FormatError, match=says):
        open_library(content, options=options)


def test_html_in_a_column_is_seen_and_kept() -> None:
    content = b'id,body\n1,"<p class=""x"">You must pay.</p>"\n2,You < me\n'
    library = open_library(content)
    assert [getattr(item, "markup", "") for item in library.items] == ["html", "text"]
    assert library.export({0: "Please pay."}) == content.replace(b"You must", b"Please")
