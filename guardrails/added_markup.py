"""Added markup: Markdown and HTML in a rewrite whose draft has none of that kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guardrails.reasons import give_reason
from guardrails.values import Reason

_KINDS = (
    re.compile(r"```|~~~"),
    re.compile(r"(?<![`\w])`[^`\n]+`(?![`\w])"),
    re.compile(r"!\[[^\]\n]*\]\([^)\s]*"),
    re.compile(r"(?<!!)\[[^\]\n]+\]\([^)\s]+\)"),
    re.compile(r"^[ ]{0,3}#{1,6}[ ]\S", re.MULTILINE),
    re.compile(r"(\*\*|__)(?=\S)[^*_\n]+(?<=\S)\1"),
    re.compile(r"(?<![\w*])\*(?=[^\s*])[^*\n]+(?<=[^\s*])\*(?![\w*])"),
    re.compile(r"^[ ]{0,3}>[ ]?\S", re.MULTILINE),
    re.compile(r"^[ ]{0,3}\|?[ ]?:?-{3,}:?[ ]?\|", re.MULTILINE),
    re.compile(r"^[ ]{0,3}(?:-{3,}|\*{3,}|_{3,})[ ]*$", re.MULTILINE),
    re.compile(r"</?[A-Za-z][A-Za-z0-9-]{0,15}(?:[\s/][^<>]{0,300})?>|<!--"),
    re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}[0-9]{0,2});"),
)
"""Fences, code, images, links, headings, bold, emphasis, quotes, tables, rules, tags, entities.

Lists are no markup here: the steps of a draft may well become one.
"""


def find_added_markup(draft: str, rewrite: str) -> Iterator[Reason]:
    """Yield the first of each kind of markup that the draft does not use."""
    for kind in _KINDS:
        found = kind.search(rewrite)
        if found and not kind.search(draft):
            yield give_reason("markup_added", "rewrite", found.span(), found=found[0].strip())
