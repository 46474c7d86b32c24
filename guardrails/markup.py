"""Markup that a reader does not see: entities, and the tags that may stand inside a phrase."""

from __future__ import annotations

import html
import re
from html.entities import html5

# An ampersand may itself be escaped, once or several times over ("&amp;#39;").
_AMPERSAND = r"&(?:(?:amp|\#0{0,5}38|\#[xX]0{0,4}26);){0,3}"
_ENTITY = re.compile(
    _AMPERSAND
    + r"(?:\#(?P<decimal>[0-9]{1,16});?"
    + r"|\#[xX](?P<hex>[0-9a-fA-F]{1,16});?"
    + r"|(?P<name>[A-Za-z][A-Za-z0-9]{1,31});"
    + r"|(?P<bare>nbsp|shy|rsquo|lsquo|apos))"
    # As JSON writes a character.
    + r"|\\u(?P<json>[0-9a-fA-F]{4})"
)
_UNFINISHED_ENTITY = re.compile(
    _AMPERSAND
    + r"(?:\#[0-9]{0,16}|\#[xX][0-9a-fA-F]{0,16}|[A-Za-z][A-Za-z0-9]{0,31})?\Z"
    + r"|\\(?:u[0-9a-fA-F]{0,3})?\Z"
)

_INLINE = (
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark nobr o:p q s samp "
    "small span strike strong sub sup tt u var wbr"
)
_BLOCK = (
    "address article aside blockquote body center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 "
    "h6 header hr html li main nav ol p pre section table tbody td tfoot th thead title tr ul"
)
_NAMES = "|".join(sorted([*_INLINE.split(), *_BLOCK.split(), "br"], key=len, reverse=True))
# Attributes are bounded, so that a stream never waits longer than this for a closing ">".
_ATTRIBUTES = r"(?:[\s/][^<>]{0,300})?"
_FLAGS = re.IGNORECASE | re.ASCII
# Browsers show nothing of a comment, a declaration, an instruction, or what begins like one.
_COMMENT = r"<(?:[!?]|/[^A-Za-z<>])[^<>]{0,304}"
_TAG = re.compile(rf"</?(?P<name>{_NAMES}){_ATTRIBUTES}>|{_COMMENT}>", _FLAGS)
_UNFINISHED_TAG = re.compile(
    rf"</?(?:[A-Za-z][A-Za-z0-9:]{{0,9}}|(?:{_NAMES}){_ATTRIBUTES})?\Z|{_COMMENT}\Z",
    _FLAGS,
)
_BLOCK_NAMES = frozenset(_BLOCK.split())


def decode_entity(text: str, here: int) -> tuple[str, int] | None:
    """The characters that the entity here stands for, and its end; None when there is none."""
    match = _ENTITY.match(text, here)
    if match is None:
        return None
    if match["decimal"]:
        meaning = html.unescape(f"&#{match['decimal']};")
    elif match["hex"]:
        meaning = html.unescape(f"&#x{match['hex']};")
    elif match["json"]:
        meaning = chr(int(match["json"], 16))
    else:
        # These are read without their semicolon as well.
        name = (match["bare"] or match["name"]) + ";"
        meaning = html5.get(name) or html5.get(name.lower(), "")
        if not meaning:
            return None
    return meaning, match.end()


def is_unfinished_entity(text: str, here: int) -> bool:
    """Whether more text could make an entity, or another one, of what stands here."""
    return bool(_UNFINISHED_ENTITY.match(text, here))


def decode_tag(text: str, here: int) -> tuple[str, int] | None:
    """The white space that the tag here stands for, and its end; None when there is none.

    Inline tags and comments stand for nothing, others for a blank line, `<br>` for a line break:
    a carriage return, because a line feed after it adds nothing.
    """
    match = _TAG.match(text, here)
    if match is None:
        return None
    name = (match["name"] or "").lower()
    if name == "br":
        return "\r", match.end()
    return "\n\n" if name in _BLOCK_NAMES else "", match.end()


def is_unfinished_tag(text: str, here: int) -> bool:
    """Whether more text could make a tag of what stands here."""
    return bool(_UNFINISHED_TAG.match(text, here))
