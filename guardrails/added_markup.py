"""Added markup: Markdown, HTML and their kin in a rewrite whose draft has none of that kind.

Every repeat stops at the sign that would begin the next one, so that hostile text costs linear
time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guardrails.facts.hiding import hide
from guardrails.placeholders import find_placeholders
from guardrails.reasons import give_reason
from guardrails.values import Reason

_ELEMENTS = (
    "a|abbr|audio|b|base|blockquote|body|br|button|canvas|center|code|div|em|embed|font|form|frame|h[1-6]|head|hr|html|i|iframe"
    "|img|input|ins|li|link|marquee|math|meta|object|ol|option|p|pre|s|script|select|small|span|strong|style|sub|sup|svg|table"
    "|tbody|td|template|textarea|th|title|tr|u|ul|video"
)
_BBCODE = (
    "b|i|u|s|url|img|email|quote|code|color|size|font|list|center|left|right|spoiler|youtube|table"
)
_KINDS = (
    re.compile(r"```|~~~"),
    re.compile(r"(?<![`\w])`[^`\n]+`(?![`\w])"),
    re.compile(r"!\[[^\[\]\n]{0,300}\]\([^)\s]*"),
    re.compile(r"(?<!!)\[[^\[\]\n]{1,300}\]\([^)\s]"),
    re.compile(r"\[[^\[\]\n]{1,300}\]\[[^\[\]\n]{0,300}\]"),
    re.compile(r"^[ ]{0,3}\[[^\[\]\n]{1,300}\]:[ ]", re.MULTILINE),
    re.compile(r"\[\^[^\[\]\n]{1,100}\]"),
    re.compile(rf"\[/?(?:{_BBCODE})(?:=[^\[\]\n]{{0,300}})?\]|\[\*\]", re.IGNORECASE),
    re.compile(r"^[ ]{0,3}#{1,6}[ ]\S", re.MULTILINE),
    re.compile(r"(?<=\S)\n[ ]{0,3}={2,}[ ]*$", re.MULTILINE),
    re.compile(r"(\*\*|__)(?=\S)[^*_\n]+(?<=\S)\1"),
    re.compile(r"(?<![\w*])\*(?=[^\s*])[^*\n]+(?<=[^\s*])\*(?![\w*])"),
    re.compile(r"(?<![\w_])_(?=[^\s_])[^_\n]+(?<=[^\s_])_(?![\w_])"),
    re.compile(r"~~[^~\n]+~~|==[^=\n]+==|\|\|[^|\n]+\|\|"),
    re.compile(r"^[ ]{0,3}>[ ]?\S", re.MULTILINE),
    re.compile(r"^[ ]{0,3}\|?[ ]?:?-{3,}:?[ ]?\|", re.MULTILINE),
    re.compile(r"^[ ]{0,3}(?:(?:-[ ]?){3,}|(?:\*[ ]?){3,}|(?:_[ ]?){3,})$", re.MULTILINE),
    re.compile(r"\$\$|\\[()\[\]]|\\begin\{"),
    re.compile(r"\{\{|\}\}|\{%|%\}|<%|%>|\[\[|\]\]"),
    re.compile(r"<[!?]|<@"),
    re.compile(
        r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}[0-9]{0,2});|&(?:lt|gt|nbsp|quot|amp|shy)"
    ),
)
"""Fences, code, images, links, references, footnotes, BBCode, headings, bold, emphasis, marking,
quotes, tables, rules, formulas, open template brackets, comments and declarations, entities.

Lists are no markup here: the steps of a draft may well become one.
"""
_SIGN = re.compile(r"[`~#*_=|<>&{}\\\[\]]")
_PAIRED = ("$$", "--", "- -")
"""One of these stands in every kind, and in few replies."""
_TAG = re.compile(
    rf"</?(?P<name>[A-Za-z][A-Za-z0-9-]{{0,15}})(?P<attributes>[\s/][^<>]{{0,300}})?>"
    rf"|</?(?P<open>{_ELEMENTS})\b(?P<rest>[\s/][^<>]{{0,300}})?",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"[\s/\"']([a-z][a-z-]{0,30})\s?=", re.IGNORECASE)


def find_added_markup(draft: str, rewrite: str) -> Iterator[Reason]:
    """Yield the first of each kind of markup that the draft does not use.

    Of tags every element is a kind of its own, and so is every attribute of one.
    """
    after = hide(rewrite, find_placeholders(rewrite))
    if not (_SIGN.search(after) or any(sign in after for sign in _PAIRED)):
        return
    before = hide(draft, find_placeholders(draft))
    for kind in _KINDS:
        found = kind.search(after)
        if found and not kind.search(before):
            yield give_reason("markup_added", "rewrite", found.span(), found=found[0].strip())
    if "<" in after:
        known = {name for tag in _TAG.finditer(before) for name in _names_in(tag)}
        for tag in _TAG.finditer(after):
            if not _names_in(tag) <= known:
                yield give_reason("markup_added", "rewrite", tag.span(), found=tag[0].strip())
                return


def _names_in(tag: re.Match[str]) -> set[tuple[str, str]]:
    """The element of a tag, and each of its attributes with it."""
    element = (tag["name"] or tag["open"]).lower()
    attributes = _ATTRIBUTE.findall(tag["attributes"] or tag["rest"] or "")
    return {(element, ""), *((element, attribute.lower()) for attribute in attributes)}
