import json
from typing import Any

import pytest

from batch.formats.errors import CannotPlace, FormatError
from batch.formats.library import Library
from batch.formats.opening import open_library
from batch.formats.products import FORMATS
from batch.formats.values import BrokenItem, FormatOptions, Item


def opened(document: object, **named: Any) -> tuple[bytes, Library]:
    content = json.dumps(document, ensure_ascii=False, indent=1).encode()
    return content, open_library(content, **named)


def drafts(library: Library) -> list[str]:
    return [item.draft for item in library.items if isinstance(item, Item)]


def codes(library: Library) -> list[str]:
    return [item.code for item in library.items if isinstance(item, BrokenItem)]


def macro(*actions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": 7, "title": "Refund::No", "actions": list(actions), **more}


def test_a_zendesk_comment_may_name_its_channel() -> None:
    value = ["channel:all", "You must pay.\r\n\r\nThanks"]
    content, library = opened({"macros": [macro({"field": "comment_value", "value": value})]})
    (item,) = library.items
    assert isinstance(item, Item)
    assert (item.draft, item.where) == (
        "You must pay.\n\nThanks",
        "macros[0].actions[0].value[1]",
    )
    assert (item.id, item.title, item.line) == (7, "Refund::No", 11)
    assert library.export({0: "Please pay.\n\nThanks"}) == content.replace(b"You must", b"Please")


def test_every_comment_of_a_zendesk_macro_is_an_item() -> None:
    comment = {"field": "comment_value", "value": "One"}
    status = {"field": "status", "value": "solved"}
    other = {"field": "comment_value", "value": "Two"}
    mode = {"field": "comment_mode_is_public", "value": True}
    _, library = opened({"macros": [macro(comment, status, other, mode), macro(status)]})
    assert drafts(library) == ["One", "Two"]
    assert library.repeated_ids == {7: (3, 25)}


def test_zendesk_twins_are_rewritten_together() -> None:
    document = macro(
        {"field": "comment_value_html", "value": "<p>You must <b>pay</b>.</p><ul><li>A</li></ul>"},
        {"field": "comment_value", "value": "You must pay.\r\n* A"},
    )
    content, library = opened({"macro": document})
    (item,) = library.items
    assert isinstance(item, Item)
    assert item.is_twin
    assert item.draft == "You must pay.\n\n- A"
    assert library.export({0: "Please pay.\n\n- A"}) == content.replace(b"You must", b"Please")


@pytest.mark.parametrize("text", ["You must pay now.", "You must", "You must. Pay."])
def test_twins_that_say_different_things_are_refused(text: str) -> None:
    row = {"id": 1, "name": "n", "body": "<p>You must pay.</p>", "body_text": text}
    content, library = opened({"type": "list", "data": [row]})
    assert (codes(library), drafts(library)) == (["twins_differ"], [])
    assert library.export({}) == content


@pytest.mark.parametrize("nothing", [None, "", " \n"])
def test_a_twin_that_says_nothing_is_left_alone(nothing: str | None) -> None:
    row = {"id": 1, "name": "n", "body": "<p>You must pay.</p>", "body_text": nothing}
    content, library = opened({"type": "list", "data": [row]})
    assert library.export({0: "Please pay."}) == content.replace(b"You must", b"Please")


def test_intercom_twins_write_the_same_placeholder_in_two_ways() -> None:
    row = {
        "type": "macro",
        "id": "12",
        "name": "Ready",
        "body": '<p>Hi <attribute key="user.name" default="there"/>, you must wait.</p>',
        "body_text": 'Hi {{user.name|fallback:"there"}}, you must wait.',
    }
    content, library = opened({"type": "list", "data": [None, row], "pages": None})
    assert drafts(library) == ['Hi {{user.name|fallback:"there"}}, you must wait.']
    text = 'Hi {{user.name|fallback:"there"}}, please wait.'
    assert library.export({0: text}) == content.replace(b"you must", b"please")


def test_gorgias_freshdesk_and_help_scout_pair_their_own_twins() -> None:
    html, text = "<div>You must pay.</div>", "You must pay."
    arguments = {"body_html": html, "body_text": text}
    for document in (
        {"data": [{"id": 1, "name": "n", "actions": [{"arguments": arguments}]}]},
        [{"id": 1, "title": "n", "content": text, "content_html": html}],
        [{"id": 1, "name": "n", "text": html, "chatText": text}],
    ):
        content, library = opened(document)
        assert drafts(library) == [text]
        assert library.export({0: "Please pay."}) == content.replace(b"You must", b"Please")


def test_a_product_is_known_though_texts_are_missing() -> None:
    rows = [{"id": at, "name": "n", "body": None, "subject": ""} for at in range(30)]
    rows[20]["body"] = "You must pay."
    _, library = opened({"_pagination": {"next": None}, "_results": rows})
    assert (library.format, drafts(library)) == ("front", ["You must pay."])


def test_pages_that_were_put_into_one_array_are_read_through() -> None:
    page = {"macros": [macro({"field": "comment_value", "value": "One"})], "next_page": None}
    _, library = opened([page, page])
    assert [item.where for item in library.items] == [
        "[0].macros[0].actions[0].value",
        "[1].macros[0].actions[0].value",
    ]


def test_an_envelope_of_any_name_is_read_where_it_holds_one_array() -> None:
    _, library = opened({"version": 2, "export": [{"short_code": "a", "content": "One"}]})
    assert (library.format, drafts(library)) == ("chatwoot", ["One"])


def test_lines_may_hold_a_product_s_records() -> None:
    line = json.dumps(macro({"field": "comment_value", "value": "One"}))
    library = open_library(f"{line}\n{line}\n".encode(), name="macros.jsonl")
    assert (library.format, drafts(library)) == ("zendesk", ["One", "One"])


def test_what_is_no_record_or_no_text_is_a_broken_item() -> None:
    rows = [{"short_code": "a", "content": "One"}, 5, {"short_code": "b", "content": 5}, "x"]
    _, library = opened(rows)
    assert (drafts(library), codes(library)) == (["One"], ["invalid"] * 3)


def test_a_key_may_be_chosen_and_its_markup_named() -> None:
    document = [{"id": 1, "macro": "<p>Pay</p>"}, {"id": 2}]
    _, library = opened(document, options=FormatOptions(column="macro"))
    assert (drafts(library), codes(library)) == (["<p>Pay</p>"], ["missing"])
    _, library = opened(document, options=FormatOptions(column="macro", markup="html"))
    assert drafts(library) == ["Pay"]


@pytest.mark.parametrize("named", ["zendesk", "gorgias", "intercom", "front", "helpscout"])
def test_a_format_that_was_named_wrongly_is_an_error(named: str) -> None:
    with pytest.raises(FormatError, match=f"Tried as: {named}"):
        opened([{"short_code": "a", "content": "One"}], format=named)


def test_an_error_lists_what_was_tried() -> None:
    with pytest.raises(FormatError) as refused:
        opened([{"something": "else"}])
    assert set(refused.value.tried) == set(FORMATS) - {"csv", "jsonl"}
    with pytest.raises(FormatError, match=r"There is no format 'xml'; there are jsonl, csv"):
        opened([], format="xml")
    with pytest.raises(FormatError, match=r"Line 3: This is not JSON.*Tried as: json, jsonl") as no:
        open_library(b'[\n{"id": 1,\n"draft" "x"}]')
    assert no.value.line == 3
    with pytest.raises(FormatError, match=r"No line .* object.* Tried as: jsonl"):
        open_library(b"id,body\n1,x\n", format="jsonl")
    with pytest.raises(FormatError, match=r"This is not JSON.* Tried as: zendesk"):
        open_library(b"id,body\n1,x\n", format="zendesk")


def test_a_key_in_another_encoding_is_told() -> None:
    good = '{"id": 1, "draft": "é"}\n{"id": 2, "draft": "é"}\n'.encode()
    library = open_library(good + b'{"id": 3, "dr\xe9ft": "x"}')
    assert codes(library) == ["not_encoded"]
    with pytest.raises(FormatError):
        open_library(b'[{"x": "\xc3\xa9",\n"y": "\xc3\xa9",\n"dr\xe9ft": "x"}]')


def test_an_empty_export_is_an_empty_library() -> None:
    content, library = opened({"macros": [], "next_page": None}, format="zendesk")
    assert (len(library.items), library.export({})) == (0, content)


def test_an_html_text_that_cannot_be_placed_is_refused_before_and_at_the_export() -> None:
    _, library = opened([{"id": 1, "name": "n", "content": "<p>You <b>must</b> pay.</p>"}])
    refusal = library.refuse(0, "Please pay.")
    assert refusal is not None
    assert refusal.code == "markup_lost"
    assert library.refuse(0, "You must please pay.") is None
    with pytest.raises(CannotPlace, match="Item 0"):
        library.export({0: "Please pay."})


def test_twins_may_both_be_html() -> None:
    row = {"id": 1, "name": "n", "text": "<p>You must pay.</p>", "chatText": "You <i>must pay.</i>"}
    content, library = opened([row])
    assert drafts(library) == ["You must pay."]
    assert library.refuse(0, "Please pay.") is not None
    exported = library.export({0: "You really must pay."})
    assert exported == content.replace(b"You must", b"You really must").replace(
        b"You <i>must", b"You really <i>must"
    )


def test_a_plain_text_where_html_may_stand_keeps_its_lines() -> None:
    content, library = opened([{"id": 1, "subject": "s", "body": "You must\npay & go"}])
    assert drafts(library) == ["You must\npay & go"]
    assert library.export({0: "Please\npay & go"}) == content.replace(b"You must", b"Please")


@pytest.mark.parametrize(
    ("plain", "text", "written"),
    [
        ("Hi,\nYou must:\n• A\n• B", "Hi,\n\nPlease:\n\n- A\n- B", "Hi,\nPlease:\n• A\n• B"),
        ("Hi,\r\n\r\nYou must:\r\n\r\nA\r\nB\r\n", "Hi,\n\nPlease:\n\n- A\n- B",
         "Hi,\r\n\r\nPlease:\r\n\r\nA\r\nB\r\n"),
        ("Hi, You must: - A - B", "Hi,\n\nPlease:\n\n- A\n- B", None),
    ],
)  # fmt: skip
def test_the_plain_twin_keeps_its_own_layout(plain: str, text: str, written: str | None) -> None:
    html = "<p>Hi,</p><p>You must:</p><ul><li>A</li><li>B</li></ul>"
    content, library = opened([{"id": 1, "title": "t", "content": plain, "content_html": html}])
    if written is None:
        assert codes(library) == ["twins_differ"]
        return
    exported = library.export({0: text})
    assert exported == content.replace(b"<p>You must", b"<p>Please").replace(
        json.dumps(plain, ensure_ascii=False).encode(),
        json.dumps(written, ensure_ascii=False).encode(),
    )
    assert drafts(open_library(exported)) == [text]
