"""HTML cut into tokens that lie side by side: what is no text is never written anew.

Python's own parser cuts; this module only adds where each token stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import accumulate, pairwise
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


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of HTML and its span; "void" is a tag, or a whole element, that holds no prose.

    "hidden" is a comment, a declaration, or what browsers treat as one.
    """

    kind: Kind
    start: int
    end: int
    name: str = ""
    attributes: tuple[tuple[str, str | None], ...] = ()


def read_tokens(body: str) -> tuple[Token, ...]:
    """Cut a body into tokens: their spans follow each other from its beginning to its end.

    Raises CannotPlace for an element that is kept whole and never ends.
    """
    cutter = _Cutter(body)
    cutter.feed(body)
    cutter.close()
    starts = [*(start for start, *_ in cutter.found), len(body)]
    if body and (starts[0] or any(end < start for start, end in pairwise(starts))):
        raise CannotPlace("markup_unclear", "The HTML cannot be read.")
    tokens = [
        Token(kind, start, end, name, attributes)
        for (start, kind, name, attributes), end in zip(cutter.found, starts[1:], strict=True)
    ]
    return tuple(_join(tokens))


def _join(tokens: list[Token]) -> list[Token]:
    """Make one token of each run of text, and of each element that is kept whole."""
    joined: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        last = at
        if token.kind == "text":
            while last + 1 < len(tokens) and tokens[last + 1].kind == "text":
                last += 1
            joined.append(Token("text", token.start, tokens[last].end))
        elif token.kind == "open" and token.name in _OPAQUE:
            last = _find_close(tokens, at)
            joined.append(Token("void", token.start, tokens[last].end, token.name))
        elif token.name == "attribute" and token.kind in ("open", "void"):
            if at + 1 < len(tokens) and tokens[at + 1].kind == "close":
                last += tokens[at + 1].name == "attribute"
            end = tokens[last].end
            joined.append(Token("void", token.start, end, token.name, token.attributes))
        else:
            joined.append(token)
        at = last + 1
    return joined


def _find_close(tokens: list[Token], at: int) -> int:
    depth = 0
    for index in range(at, len(tokens)):
        if tokens[index].name == tokens[at].name:
            depth += {"open": 1, "close": -1}.get(tokens[index].kind, 0)
            if not depth:
                return index
    raise CannotPlace("markup_unclear", f"A <{tokens[at].name}> is never closed.")


_Found = tuple[int, Kind, str, tuple[tuple[str, str | None], ...]]


class _Cutter(HTMLParser):
    """Notes where each token begins."""

    def __init__(self, body: str) -> None:
        super().__init__(convert_charrefs=False)
        lines = (len(line) + 1 for line in body.split("\n"))
        self._line_starts = list(accumulate(lines, initial=0))
        self.found: list[_Found] = []

    def _note(
        self, kind: Kind, name: str = "", attributes: tuple[tuple[str, str | None], ...] = ()
    ) -> None:
        line, column = self.getpos()
        self.found.append((self._line_starts[line - 1] + column, kind, name, attributes))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note("void" if tag in _VOID else "open", tag, tuple(attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # Browsers see no end in the "/" of an element that has content.
        self._note("void" if tag in _VOID or tag == "attribute" else "open", tag, tuple(attrs))

    def handle_endtag(self, tag: str) -> None:
        self._note("close", tag)

    def handle_data(self, data: str) -> None:  # noqa: ARG002
        self._note("text")

    def handle_entityref(self, name: str) -> None:  # noqa: ARG002
        self._note("text")

    def handle_charref(self, name: str) -> None:  # noqa: ARG002
        self._note("text")

    def handle_comment(self, data: str) -> None:  # noqa: ARG002
        self._note("hidden")

    def handle_decl(self, decl: str) -> None:  # noqa: ARG002
        self._note("hidden")

    def handle_pi(self, data: str) -> None:  # noqa: ARG002
        self._note("hidden")

    def unknown_decl(self, data: str) -> None:  # noqa: ARG002
        self._note("hidden")
