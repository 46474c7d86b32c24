"""JSON that may stand inside an HTML script element, whatever the texts in it hold."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from batch.report.values import ReportHead, ReportRow

# A script element ends at the first "</script", and "<!--" changes how it is read: HTML, "Script
# data escaped state". Everything outside ASCII is escaped by json already, U+2028 and lone
# surrogates among it, so that no encoding on the way can change a text.
_SIGNS = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def embed_head(head: ReportHead) -> str:
    """One line of JSON."""
    return _embed(asdict(head))


def embed_row(row: ReportRow) -> str:
    """One line of JSON: what the row holds, and what it can say of itself."""
    held = {name: value for name, value in asdict(row).items() if value not in (None, ())}
    return _embed({**held, "look": row.needs_look, "share": row.change_share})


def embed_end(count: int) -> str:
    """The line after the last row: without it the report broke off on its way."""
    return _embed({"end": count})


def _embed(value: dict[str, Any]) -> str:
    return json.dumps(value, separators=(",", ":")).translate(_SIGNS)
