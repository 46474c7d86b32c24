from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from batch.report import ReportHead, ReportRow, render_report
from batch.report.page import SCRIPTS, _read_asset
from tests.batch.report.sample import HOSTILE, forty, hostile, rewritten

HEAD = ReportHead("b_1", "macros.jsonl", total=40)


class Elements(HTMLParser):
    """The start tags of a page, and what its scripts hold."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] == "script" and self.cdata_elem == "script":
            self.scripts[-1] += data


def rows_of(page: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in Elements(page).scripts[1].splitlines()]


def test_every_row_is_in_the_page_and_an_end_says_how_many() -> None:
    rows = rows_of("".join(render_report(HEAD, forty())))
    assert [row.get("seq") for row in rows[:-1]] == list(range(40))
    assert rows[-1] == {"end": 40}


def test_hostile_texts_come_back_as_they_were_and_make_no_element() -> None:
    page = "".join(render_report(HEAD, hostile()))
    assert [row.get("draft") for row in rows_of(page)[:-1]] == list(HOSTILE)
    kinds = [tag for tag, _ in Elements(page).tags]
    assert kinds == [tag for tag, _ in Elements("".join(render_report(HEAD, ()))).tags]


def test_the_texts_in_the_page_are_plain_ascii_without_signs_of_markup() -> None:
    page = "".join(render_report(HEAD, hostile()))
    data = Elements(page).scripts[1]
    assert data.isascii()
    assert not re.search("[<>&]", data)


def test_a_hostile_name_is_a_name() -> None:
    head = ReportHead("b_1", "</title><script>canary=1</script>$rows $script")
    page = "".join(render_report(head, ()))
    assert len(Elements(page).scripts) == 3
    assert json.loads(Elements(page).scripts[0])["name"] == head.name


def test_the_page_loads_nothing() -> None:
    page = "".join(render_report(HEAD, ()))
    sources = [
        value
        for _, attributes in Elements(page).tags
        for name, value in attributes.items()
        if name in ("src", "href", "action", "srcset", "style") or name.startswith("on")
    ]
    assert sources == ["data:,"]
    policy = next(a["content"] for t, a in Elements(page).tags if "http-equiv" in a)
    assert policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_rows_are_asked_for_one_by_one() -> None:
    asked = 0

    def endless() -> Iterator[ReportRow]:
        nonlocal asked
        while True:
            asked += 1
            yield rewritten(asked)

    pieces = render_report(HEAD, endless())
    for _ in range(11):
        next(pieces)
    assert asked == 10


@pytest.mark.parametrize("name", [*SCRIPTS, "report.css"])
def test_no_asset_can_end_the_element_it_stands_in(name: str) -> None:
    content = _read_asset(name)
    assert content
    assert not re.search("</(script|style)|<!--|\r", content, re.IGNORECASE)
