"""Pieces: the stretches of prose between block markup and line breaks, each with its own markup."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from batch.formats.errors import CannotPlace
from batch.formats.html.tokens import Token, read_attributes
from guardrails.placeholders import find_placeholders

_BLANK = " \t\n\r\f\xa0"
_WHITE = re.compile(f"[{_BLANK}]{{2,}}|[{_BLANK[1:]}]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A tag inside a piece, or what else is no prose, and its place in the piece's text."""

    token: Token
    at: int


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of prose.

    `start` and `end` are its span in the body, tags at its edges included; `text` is what a reader
    sees of it, after its `bullet`. `breaks` is how many line ends part it from the piece before.
    A `fixed` piece is a list item or a cell: it always holds one line.
    """

    start: int
    end: int
    text: str
    marks: tuple[Mark, ...]
    breaks: int
    bullet: str = ""
    fixed: bool = False
    alone: bool = False
    """Whether a block element holds it and nothing else, so that it may be left empty."""

    @property
    def line(self) -> str:
        """The piece as a line of the draft."""
        return self.bullet + self.text


@dataclass(slots=True)
class Rendering:
    """Turns the tokens of pieces into text, and knows the way back of what was written otherwise.

    `sources` are the placeholders and objects of the text that are HTML in the body.
    """

    body: str
    sources: dict[str, str] = field(default_factory=dict)
    _objects: int = 0

    def render(self, tokens: list[Token]) -> tuple[str, tuple[Mark, ...], int, int]:
        """The text of a piece, its marks, and its span without white space around it."""
        visible = [at for at, token in enumerate(tokens) if self._is_visible(token)]
        if not visible:
            return "", (), tokens[0].start, tokens[-1].end
        text, marks = "", []
        for at, token in enumerate(tokens):
            if token.kind == "text" or token.name == "attribute":
                text = _append(text, self._say(token))
            elif token.kind == "void" and token.name != "wbr" and visible[0] < at < visible[-1]:
                text = _append(text, self._name_object(token))
            else:
                marks.append(Mark(token, len(text)))
        start, end = self._trim(tokens)
        length = len(text := text.rstrip(" "))
        return text, tuple(Mark(one.token, min(one.at, length)) for one in marks), start, end

    def _trim(self, tokens: list[Token]) -> tuple[int, int]:
        start, end = tokens[0].start, tokens[-1].end
        inside = self.body[start:end]
        if tokens[0].kind == "text":
            start += len(inside) - len(inside.lstrip(" \t\r\n\f"))
        if tokens[-1].kind == "text":
            end -= len(inside) - len(inside.rstrip(" \t\r\n\f"))
        return start, end

    def _is_visible(self, token: Token) -> bool:
        if token.kind == "text":
            return bool(html.unescape(self.body[token.start : token.end]).strip(_BLANK))
        return token.name == "attribute" and token.kind == "void"

    def _say(self, token: Token) -> str:
        raw = self.body[token.start : token.end]
        if token.name == "attribute":
            return self._keep(_name_attribute(raw) or raw, raw)
        parts, at = list[str](), 0
        for start, end in find_placeholders(raw):
            said = html.unescape(raw[start:end])
            parts += (html.unescape(raw[at:start]), said)
            if write(said) != raw[start:end]:
                self._keep(said, raw[start:end])
            at = end
        return _WHITE.sub(" ", "".join((*parts, html.unescape(raw[at:]))))

    def _name_object(self, token: Token) -> str:
        self._objects += 1
        kind = {"img": "image"}.get(token.name, token.name)
        name = f"{{{{{kind} {self._objects}}}}}"
        if name in html.unescape(self.body):
            raise CannotPlace("markup_unclear", "The text looks like a stand-in for an object.")
        return self._keep(name, self.body[token.start : token.end])

    def _keep(self, said: str, raw: str) -> str:
        if self.sources.setdefault(said, raw) != raw:
            raise CannotPlace("markup_unclear", "A placeholder is written in two ways.")
        return said


def write(text: str) -> str:
    """Escape a text for HTML, with quotation marks as they are."""
    return html.escape(text, quote=False)


def _append(text: str, more: str) -> str:
    return text + (more.lstrip(" ") if not text or text.endswith(" ") else more)


def _name_attribute(raw: str) -> str | None:
    """Intercom's placeholder as its plain text writes it; None if that would be no placeholder."""
    attributes = read_attributes(raw) or {}
    key, default = attributes.get("key"), attributes.get("default")
    if not key or not attributes.keys() <= {"key", "default"}:
        return None
    name = f'{{{{{key}|fallback:"{default}"}}}}' if default is not None else f"{{{{{key}}}}}"
    return name if find_placeholders(name) == ((0, len(name)),) else None
