"""Bodies that broke other services, each with the status and the code that answers it here."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

DRAFT = "We can't do that."


@dataclass(frozen=True)
class Hostile:
    name: str
    body: bytes
    status: int
    code: str
    pointer: str | None
    content_type: str = "application/json"


def _sent(name: str, value: Any, status: int, code: str, pointer: str | None) -> Hostile:
    return Hostile(name, json.dumps(value).encode(), status, code, pointer)


def _draft(name: str, value: Any, code: str = "invalid", status: int = 422) -> Hostile:
    return _sent(name, {"draft": value}, status, code, "/draft")


def _context(
    name: str, field: str, value: Any, pointer: str = "", code: str = "invalid"
) -> Hostile:
    sent = {"draft": DRAFT, "context": {field: value}}
    return _sent(name, sent, 422, code, f"/context/{field}{pointer}")


def _option(field: str, value: Any) -> Hostile:
    return _sent(
        f"{field} {value!r:.30}", {"draft": DRAFT, field: value}, 422, "invalid", f"/{field}"
    )


def _raw(name: str, body: bytes, code: str = "invalid_json", pointer: str | None = "") -> Hostile:
    return Hostile(name, body, 400 if code == "invalid_json" else 422, code, pointer)


def _as(content_type: str, body: bytes) -> Hostile:
    name = f"sent as {content_type or 'nothing'}"
    return Hostile(name, body, 415, "unsupported_media_type", None, content_type)


HOSTILE: tuple[Hostile, ...] = (
    # Not JSON
    _raw("empty body", b""),
    _raw("blank body", b"  \n "),
    _raw("half an object", b'{"draft": "We can'),
    _raw("NaN", b'{"draft": "x", "max_repairs": NaN}'),
    _raw("Infinity", b'{"draft": "x", "deadline_ms": Infinity}'),
    _raw("negative Infinity as the draft", b'{"draft": -Infinity}'),
    _raw("raw NUL", b'{"draft": "a\x00b"}'),
    _raw("raw line break", b'{"draft": "a\nb"}'),
    _raw("invalid UTF-8", b'{"draft": "\xff\xfe"}'),
    _raw("raw lone surrogate", b'{"draft": "\xed\xa0\xbd"}'),
    _raw("overlong UTF-8", b'{"draft": "\xc0\xaf"}'),
    _raw("Latin-1", '{"draft": "café"}'.encode("latin-1")),
    _raw("UTF-16", '{"draft": "x"}'.encode("utf-16")),
    _raw("UTF-32", '{"draft": "x"}'.encode("utf-32-be")),
    _raw("lists 10,000 deep", b"[" * 10_000 + b"]" * 10_000),
    _raw("objects 10,000 deep", b'{"draft":' * 10_000 + b'"x"' + b"}" * 10_000),
    _raw("open lists 100,000 deep", b"[" * 100_000),
    _raw("equal names", b'{"draft": "one", "draft": "two"}'),
    _raw("equal names inside", b'{"draft": "x", "context": {"names": [], "names": []}}'),
    _raw("a number of 5,000 digits", b'{"draft": "x", "max_repairs": ' + b"9" * 5_000 + b"}"),
    _raw("a form in JSON's clothes", b"draft=We+can%27t"),
    _raw("JavaScript", b"{draft: 'x'}"),
    _raw("two values", b'{"draft": "x"} {"draft": "y"}'),
    _raw("a comment", b'{"draft": "x" /* y */}'),
    # JSON, but not text
    _raw("escaped lone surrogate", rb'{"draft": "a\ud800b"}', "not_text", "/draft"),
    _raw(
        "escaped surrogates the wrong way round",
        rb'{"draft": "\ude00\ud83d"}',
        "not_text",
        "/draft",
    ),
    _raw("escaped NUL", rb'{"draft": "a\u0000b"}', "not_text", "/draft"),
    _raw(
        "lone surrogate among names",
        rb'{"draft": "x", "context": {"names": ["Ada", "\udfff"]}}',
        "not_text",
        "/context/names/1",
    ),
    _raw("lone surrogate in a field's name", rb'{"draft": "x", "\ud800": 1}', "not_text", ""),
    _raw("escape character", b'{"draft": "\\u001b[31mred"}', "not_text", "/draft"),
    # JSON, but not a request
    _sent("null", None, 422, "invalid", ""),
    _sent("a list", [DRAFT], 422, "invalid", ""),
    _sent("a string", DRAFT, 422, "invalid", ""),
    _sent("a number", 1, 422, "invalid", ""),
    _sent("false", False, 422, "invalid", ""),
    _sent("an empty object", {}, 422, "invalid", "/draft"),
    _sent("an unknown field", {"draft": DRAFT, "darft": 1}, 422, "invalid", "/darft"),
    _sent("a draft as an unknown field", {"draft": DRAFT, DRAFT: 1}, 422, "invalid", ""),
    _sent(
        "60 deep",
        {"draft": DRAFT, "context": json.loads("[" * 60 + "]" * 60)},
        422,
        "invalid",
        "/context",
    ),
    # Drafts
    _draft("no draft", None),
    _draft("a number as the draft", 5),
    _draft("a boolean as the draft", True),
    _draft("a list as the draft", [DRAFT]),
    _draft("an object as the draft", {"text": DRAFT}),
    _draft("an empty draft", "", "empty"),
    _draft("a blank draft", " \t\n\u00a0\u2003", "empty"),
    _draft("an invisible draft", "\u200b\u2060\ufeff", "empty"),
    _draft("20,000 spaces", " " * 20_000, "empty"),
    _draft("20,001 characters", "x" * 20_001, "too_long", 413),
    _draft("20,001 wide characters", "\N{GRINNING FACE}" * 20_001, "too_long", 413),
    Hostile(
        "a million spaces", b'{"draft": "' + b" " * 1_000_000 + b'"}', 413, "body_too_large", None
    ),
    # Context
    _sent("text as the context", {"draft": DRAFT, "context": "x"}, 422, "invalid", "/context"),
    _context("an unknown field in the context", "mood", "bad"),
    _context("an unknown channel", "channel", "fax"),
    _context("a number as the message", "customer_message", 5),
    _context("text as the names", "names", "Ada"),
    _context("a number among the names", "names", ["Ada", 5], "/1"),
    _context("null among the facts", "facts", [None], "/0"),
    _context("21 names", "names", ["Ada"] * 21, code="too_many"),
    _context("51 facts", "facts", ["x"] * 51, code="too_many"),
    _sent(
        "a long customer message",
        {"draft": DRAFT, "context": {"customer_message": "x" * 20_001}},
        413,
        "too_long",
        "/context/customer_message",
    ),
    _sent(
        "a long fact",
        {"draft": DRAFT, "context": {"facts": ["y", "x" * 20_001]}},
        413,
        "too_long",
        "/context/facts/1",
    ),
    # Options
    _option("engine", "gpt"),
    _option("engine", None),
    _option("always", "yes"),
    _option("always", 1),
    _option("max_repairs", -1),
    _option("max_repairs", 6),
    _option("max_repairs", "2"),
    _option("max_repairs", True),
    _option("max_repairs", 1.5),
    _option("max_repairs", 10**19),
    _option("deadline_ms", 499),
    _option("deadline_ms", 120_001),
    _raw(
        "a number beyond all floats",
        b'{"draft": "x", "deadline_ms": 1e400}',
        "invalid",
        "/deadline_ms",
    ),
    _option("offset_unit", "bytes"),
    # Not sent as JSON
    _as("", b'{"draft": "x"}'),
    _as("text/plain", b'{"draft": "x"}'),
    _as("application/x-www-form-urlencoded", b"draft=We+can%27t"),
    _as("multipart/form-data; boundary=x", b"--x--"),
    _as("application/json; charset=utf-16", '{"draft": "x"}'.encode("utf-16")),
)
