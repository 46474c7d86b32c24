"""Exports as the products make them, small and whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

Exporter = Callable[[Sequence[str]], bytes]


def _dump(document: object, **style: Any) -> bytes:
    return json.dumps(document, **style).encode()


def jsonl(texts: Sequence[str]) -> bytes:
    lines = [_dump({"id": at, "draft": text, "x": [1.50, None]}) for at, text in enumerate(texts)]
    return b"\n".join(lines) + b"\r\n"


def plain_json(texts: Sequence[str]) -> bytes:
    return _dump({"items": [{"id": f"i{at}", "draft": text} for at, text in enumerate(texts)]})


def zendesk(texts: Sequence[str]) -> bytes:
    macros = [
        {
            "url": f"https://acme.example/api/v2/macros/{at}.json",
            "id": 360000000000 + at,
            "title": f"Macro::{at}",
            "restriction": None,
            "actions": [
                {"field": "status", "value": "solved"},
                {"field": "comment_value", "value": text},
            ],
        }
        for at, text in enumerate(texts)
    ]
    return _dump({"macros": macros, "next_page": None, "previous_page": None, "count": len(macros)})


def intercom(texts: Sequence[str]) -> bytes:
    macros: list[object] = [
        {"type": "macro", "id": str(at), "name": "n", "body": None, "body_text": text}
        for at, text in enumerate(texts)
    ]
    return _dump({"type": "list", "data": [*macros, None], "pages": {"next": None}}, indent=2)


def freshdesk(texts: Sequence[str]) -> bytes:
    rows = [
        {"id": at, "title": "t", "content": text, "content_html": "", "attachments": []}
        for at, text in enumerate(texts)
    ]
    return _dump(rows, ensure_ascii=False)


def gorgias(texts: Sequence[str]) -> bytes:
    rows = [
        {
            "id": at,
            "name": "n",
            "actions": [
                {"name": "addTags", "arguments": {"tags": "a, b"}},
                {"name": "setResponseText", "arguments": {"body_html": None, "body_text": text}},
            ],
        }
        for at, text in enumerate(texts)
    ]
    return _dump({"data": rows, "object": "list", "meta": {"next_cursor": None}})


def front(texts: Sequence[str]) -> bytes:
    rows = [
        {"id": f"rsp_{at}", "name": "n", "subject": None, "body": text, "is_x": True}
        for at, text in enumerate(texts)
    ]
    return _dump({"_pagination": {"next": None}, "_results": rows})


def helpscout(texts: Sequence[str]) -> bytes:
    rows = [
        {"id": at, "name": "n", "text": None, "chatText": text} for at, text in enumerate(texts)
    ]
    return _dump(rows, indent="\t")


def zammad(texts: Sequence[str]) -> bytes:
    rows = [
        {"id": at, "name": "n", "keywords": "k", "content": text, "active": True}
        for at, text in enumerate(texts)
    ]
    return _dump(rows)


def chatwoot(texts: Sequence[str]) -> bytes:
    rows = [
        {"id": at, "account_id": 1, "short_code": f"s{at}", "content": text}
        for at, text in enumerate(texts)
    ]
    return _dump(rows, separators=(",", ":"))


def csv_of(delimiter: str, *, line_end: str = "\r\n", quoted: bool = True) -> Exporter:
    """A writer of CSV with columns id, body and note."""

    def quote(text: str) -> str:
        special = any(sign in text for sign in (delimiter, '"', "\r", "\n"))
        return '"' + text.replace('"', '""') + '"' if quoted or special else text

    def write(texts: Sequence[str]) -> bytes:
        rows = [["id", "body", "note"], *([str(at), text, ""] for at, text in enumerate(texts))]
        lines = (delimiter.join(map(quote, row)) for row in rows)
        return (line_end.join(lines) + line_end).encode("utf-8", "surrogatepass")

    return write


EXPORTERS: dict[str, Exporter] = {
    "jsonl": jsonl,
    "json": plain_json,
    "zendesk": zendesk,
    "intercom": intercom,
    "freshdesk": freshdesk,
    "gorgias": gorgias,
    "front": front,
    "helpscout": helpscout,
    "zammad": zammad,
    "chatwoot": chatwoot,
    "csv ,": csv_of(","),
    "csv ;": csv_of(";", line_end="\n", quoted=False),
    "csv tab": csv_of("\t", line_end="\n"),
    "csv |": csv_of("|", quoted=False),
}
"""By name, whose first word is the format."""
