"""Reading an HTML body as one draft: blocks become paragraphs, list items become bullets."""

from __future__ import annotations

from dataclasses import dataclass, field

from batch.formats.errors import CannotPlace
from batch.formats.html.pieces import Piece, Rendering
from batch.formats.html.tokens import Token, read_tokens

_PARAGRAPHS = frozenset(
    "article aside blockquote body center dd dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 "  # noqa: SIM905
    "header hr html main nav ol p pre section table ul".split()
)
"""Elements with space around them: they part paragraphs."""
_LINES = frozenset(
    "address caption col colgroup div figcaption legend li tbody td tfoot th thead tr".split()  # noqa: SIM905
)
"""Elements that begin a line."""
_FIXED = frozenset("li td th dt dd caption".split())  # noqa: SIM905
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())  # noqa: SIM905
"""Titles are no sentences of the reply: they stay, and the draft begins after them."""
_DEEPEST = 200
"""Block elements inside one another."""


@dataclass(frozen=True, slots=True)
class Body:
    """An HTML body: its text as a draft, and the pieces that the text stands in."""

    source: str
    tokens: tuple[Token, ...]
    pieces: tuple[Piece, ...]
    sources: dict[str, str]

    @property
    def text(self) -> str:
        """What a reader sees, a line for each piece."""
        return "".join("\n" * piece.breaks + piece.line for piece in self.pieces)


def read_body(source: str) -> Body:
    """Read a body. Raises CannotPlace where its markup leaves doubt."""
    tokens = read_tokens(source)
    reader = _Reader(Rendering(source))
    for token in tokens:
        reader.read(token)
    reader.end_piece(alone=False)
    return Body(source, tokens, tuple(reader.pieces), reader.rendering.sources)


@dataclass(slots=True)
class _Reader:
    rendering: Rendering
    pieces: list[Piece] = field(default_factory=list)
    _run: list[Token] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _numbers: list[int] = field(default_factory=list)
    _bullet: str = ""
    _breaks: int = 0
    _apart: int = 0
    """Line ends that block elements ask for, beside those of `<br>`."""
    _begins: bool = False
    """Whether a block element has just begun."""
    _in_list: bool = False
    """Whether the last piece stood in a list."""

    def read(self, token: Token) -> None:
        if token.name == "br" and token.kind != "close":
            self.end_piece(alone=False)
            self._breaks += 1
        elif token.name in _PARAGRAPHS or token.name in _LINES:
            self.end_piece(alone=token.kind == "close" and self._begins)
            self._apart = max(self._apart, 2 if token.name in _PARAGRAPHS else 1)
            self._begins = token.kind == "open"
            self._enter(token)
        else:
            self._run.append(token)

    def end_piece(self, *, alone: bool) -> None:
        """Make a piece of what was read since the last one, if a reader sees any of it."""
        run, self._run = self._run, []
        if not run or _HEADINGS.intersection(self._open):
            return
        text, marks, start, end = self.rendering.render(run)
        if not text:
            return
        breaks = min(2, self._breaks + self._apart) if self.pieces else 0
        if self._bullet and self._in_list:
            breaks = min(1, breaks)
        self._in_list = "li" in self._open
        fixed = bool(_FIXED.intersection(self._open))
        piece = Piece(start, end, text, marks, breaks, self._bullet, fixed, alone and not fixed)
        self.pieces.append(piece)
        self._bullet, self._breaks, self._apart, self._begins = "", 0, 0, False

    def _enter(self, token: Token) -> None:
        name = token.name
        if token.kind == "close":
            if name in self._open:
                while self._open.pop() != name:
                    pass
                if name in ("ul", "ol") and self._numbers:
                    self._numbers.pop()
            return
        if token.kind != "open":
            return
        if name in ("p", "li", "td", "th", "tr", "dt", "dd") and self._open[-1:] == [name]:
            self._open.pop()  # these end where the next one begins
        self._open.append(name)
        if len(self._open) > _DEEPEST:
            raise CannotPlace("markup_unclear", "The HTML is nested too deeply.")
        if name in ("ul", "ol"):
            self._numbers.append(0)
        elif name == "li":
            self._bullet = "- "
            if self._numbers:
                self._numbers[-1] += 1
                lists = [one for one in self._open if one in ("ul", "ol")]
                if lists and lists[-1] == "ol":
                    self._bullet = f"{self._numbers[-1]}. "
