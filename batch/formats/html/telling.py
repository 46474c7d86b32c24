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
_ANY = re.compile(r"</?[A-Za-z][^<>]*>|<!--|&(?:[A-Za-z]{2,8}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")


def tell_markup(text: str, declared: Markup | None = None) -> Markup:
    """Whether a text is HTML: it holds a tag that editors write, or an entity.

    A text that is `declared` to be HTML needs less of a sign, but without any it is plain: its line
    ends would otherwise be lost.
    """
    sign = _ANY if declared == "html" else _HTML
    return "html" if declared != "text" and sign.search(text) else "text"
