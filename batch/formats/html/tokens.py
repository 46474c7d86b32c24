"""HTML cut into tokens that lie side by side: what is no text is never written anew.

Stricter than a browser on purpose. What browsers would repair (a tag or a comment that never ends)
is refused, because nobody can tell what stands where in it; and each character is looked at once,
where Python's own parser takes a minute for 60 KB of `<a <a <a`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from batch.formats.errors import CannotPlace

Kind = Literal["text", "open", "close", "void", "hidden"]

_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()  # noqa: SIM905
)
_OPAQUE = frozenset(
    "applet audio button canvas head iframe map math noscript object picture pre script select "  # noqa: SIM905
    "style svg template textarea title video".split()
)
"""Elements that are kept whole, with what is in them: no prose, or none that may change."""
_RAW = re.compile(r"</(script|style|textarea|title|iframe|noscript)(?=[\s/>])", re.IGNORECASE)
"""Ends of elements in which a tag is no tag."""
_NO_TAGS_IN = frozenset("script style textarea title iframe noscript".split())  # noqa: SIM905

_OPENS = re.compile(r"<(?=[A-Za-z/!?])")
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][^\s/<>]*+)(?P<rest>(?:[^<>\"']|\"[^\"]*+\"|'[^']*+')*+)>"
)
_HIDDEN = re.compile(r"<!--(?:(?!-->).)*+-->|<[!?][^<>]*+>", re.DOTALL)
_ATTRIBUTE = re.compile(r"\s+([A-Za-z][\w:-]*+)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)')")
_NO_MORE = re.compile(r"\s*/?")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of HTML and its span; "void" is a tag, or a whole element, that holds no prose.

    "hidden" is a comment or a declaration.
    """

    kind: Kind
    start: int
    end: int
    name: str = ""


def read_tokens(body: str) -> tuple[Token, ...]:
    """Cut a body into tokens: their spans follow each other from its beginning to its end.

    Raises CannotPlace for what does not end.
    """
    return tuple(_join(list(_cut(body))))


def _cut(body: str) -> Iterator[Token]:
    at = 0
    while opens := _OPENS.search(body, at):
        if opens.start() > at:
            yield Token("text", at, opens.start())
        token = _read_tag(body, opens.start())
        yield token
        at = token.end
        if token.kind == "open" and token.name in _NO_TAGS_IN:
            ends = (end for end in _RAW.finditer(body, at) if end[1].lower() == token.name)
            close = next(ends, None)
            if close is None:
                raise _unclosed(token.name)
            if close.start() > at:
                yield Token("text", at, close.start())
            at = close.start()
    if at < len(body):
        yield Token("text", at, len(body))


def _read_tag(body: str, at: int) -> Token:
    tag = _TAG.match(body, at)
    if tag is None:
        hidden = _HIDDEN.match(body, at)
        if hidden is None:
            raise CannotPlace("markup_unclear", "A tag or a comment of the HTML never ends.")
        return Token("hidden", at, hidden.end())
    name = tag["name"].lower()
    kind: Kind = "close" if tag["close"] else "open"
    if kind == "open" and (name in _VOID or (name == "attribute" and tag["rest"].endswith("/"))):
        kind = "void"  # in other elements browsers see no end in the "/"
    return Token(kind, at, tag.end(), name)


def _join(tokens: list[Token]) -> Iterator[Token]:
    """Make one token of each element that is kept whole."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        last = at
        if token.kind == "open" and token.name in _OPAQUE:
            last = _find_close(tokens, at)
            token = Token("void", token.start, tokens[last].end, token.name)
        elif token.kind == "open" and token.name == "attribute":
            following = tokens[at + 1] if at + 1 < len(tokens) else token
            last += following.kind == "close" and following.name == "attribute"
            token = Token("void", token.start, tokens[last].end, token.name)
        yield token
        at = last + 1


def _find_close(tokens: list[Token], at: int) -> int:
    depth = 0
    for index in range(at, len(tokens)):
        if tokens[index].name == tokens[at].name:
            depth += {"open": 1, "close": -1}.get(tokens[index].kind, 0)
            if not depth:
                return index
    raise _unclosed(tokens[at].name)


def _unclosed(name: str) -> CannotPlace:
    return CannotPlace("markup_unclear", f"A <{name}> is never closed.")


def read_attributes(tag: str) -> dict[str, str] | None:
    """The attributes of a tag with quoted values; None if it has others."""
    parts = _TAG.match(tag)
    rest = parts["rest"] if parts else ""
    found: dict[str, str] = {}
    at = 0
    while attribute := _ATTRIBUTE.match(rest, at):
        found[attribute[1].lower()] = html.unescape(attribute[2] or attribute[3] or "")
        at = attribute.end()
    return found if _NO_MORE.fullmatch(rest, at) else None
