"""Telling HTML from plain text by what it holds."""

from __future__ import annotations

import re

from batch.formats.values import Markup

_HTML = re.compile(
    r"<(?:/?(?:p|div|span|br|b|strong|i|em|u|ul|ol|li|h[1-6]|table|tbody|tr|td|blockquote|pre)"
    r"(?:[\s/][^<>]{0,2000})?>|/a>|(?:a|img|font)\s[^<>]{1,2000}>)"
    r"|&(?:nbsp|amp|lt|gt|quot|rsquo|lsquo|#39|#x27);",
    re.IGNORECASE,
)


def tell_markup(text: str) -> Markup:
    """Whether a text is HTML: it holds a tag that editors write, or an entity."""
    return "html" if _HTML.search(text) else "text"
