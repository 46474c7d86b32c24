"""The report as one HTML file, piece by piece: nothing in memory but the row at hand."""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from string import Template

from batch.report.embedding import embed_end, embed_head, embed_row
from batch.report.values import ReportHead, ReportRow

SCRIPTS = (
    "words.js",
    "making.js",
    "reading.js",
    "summary.js",
    "item.js",
    "deciding.js",
    "filtering.js",
    "exporting.js",
    "keys.js",
    "start.js",
)
"""In this order they make up the page's one script."""


def render_report(head: ReportHead, rows: Iterable[ReportRow]) -> Iterator[str]:
    """Yield a self-contained HTML page in which the rows are reviewed and decided.

    It loads nothing and sends nothing: its policy allows this script and this style, and no other.
    """
    yield begin_report(head)
    count = 0
    for row in rows:
        yield embed_row(row) + "\n"
        count += 1
    yield end_report(count)


def begin_report(head: ReportHead) -> str:
    """What comes before the rows, each of which is an `embed_row` with a line break."""
    before, _ = _read_asset("report.html").split("$rows")
    title = html.escape(head.name or head.batch_id)
    return Template(before).substitute(_read_parts(), title=title, head=embed_head(head))


def end_report(count: int) -> str:
    """What comes after so many rows."""
    _, after = _read_asset("report.html").split("$rows")
    return embed_end(count) + Template(after).substitute(_read_parts())


@cache
def _read_parts() -> dict[str, str]:
    style = _read_asset("report.css")
    script = "\n".join(map(_read_asset, SCRIPTS))
    return {
        "style": style,
        "style_hash": _hash(style),
        "script": script,
        "script_hash": _hash(script),
    }


def _read_asset(name: str) -> str:
    return (files("batch.report") / "assets" / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
