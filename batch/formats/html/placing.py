"""Putting a text back into an HTML body, between the same markup, or refusing to.

What did not change is never written anew. A link or an emphasis keeps its words, and stands around
the same ones afterwards; where they are gone there is no telling what it should stand around, and
the text is refused. In the end the new body is read again, and must say the text with the very same
tags.
"""

from __future__ import annotations

import re

from batch.formats.errors import CannotPlace
from batch.formats.html.aligning import align_all, align_lines, without_bullet
from batch.formats.html.marking import place_marks
from batch.formats.html.pieces import Piece, write
from batch.formats.html.reading import Body, read_body


def place_text(source: str, text: str) -> str:
    """Return the body with the text in place of its own. Raises CannotPlace."""
    body = read_body(source)
    if text == body.text:
        return source
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    try:
        placed = _place(body, align_lines(body.pieces, lines))
    except CannotPlace:
        placed = _place(body, align_all(body.pieces, lines))
    _prove(body, placed, text)
    return placed


def _place(body: Body, groups: list[list[str]]) -> str:
    parts: list[str] = []
    at = 0
    for piece, lines in zip(body.pieces, groups, strict=True):
        written = _write_piece(body, piece, " ".join(lines))
        if written is not None:
            parts += (body.source[at : piece.start], written)
            at = piece.end
    return "".join((*parts, body.source[at:]))


def _write_piece(body: Body, piece: Piece, line: str) -> str | None:
    """A piece with another line in it; None where nothing changed."""
    if line == piece.line:
        return None
    text = line
    if piece.bullet:
        text = without_bullet(line)
    if not text and any(mark.token.kind != "text" for mark in piece.marks):
        raise CannotPlace("markup_lost", "What stood around some markup is gone.")
    parts: list[str] = []
    at = 0
    for mark, place in place_marks(piece, text):
        parts += (_write(body, text[at:place]), body.source[mark.token.start : mark.token.end])
        at = place
    return "".join((*parts, _write(body, text[at:])))


def _write(body: Body, text: str) -> str:
    """Write a text as HTML, its placeholders and objects as they are in the body."""
    if not body.sources:
        return write(text)
    names = sorted(body.sources, key=len, reverse=True)
    found = re.compile("|".join(map(re.escape, names)))
    parts: list[str] = []
    at = 0
    for name in found.finditer(text):
        parts += (write(text[at : name.start()]), body.sources[name[0]])
        at = name.end()
    return "".join((*parts, write(text[at:])))


def _prove(body: Body, placed: str, text: str) -> None:
    """Fail unless the new body holds the same markup and says the text."""
    new = read_body(placed)
    if _read_markup(new) != _read_markup(body):
        raise CannotPlace("markup_changed", "The markup would not stay as it is.")
    if [piece.bullet for piece in new.pieces if piece.bullet] != [
        piece.bullet for piece in body.pieces if piece.bullet
    ]:
        raise CannotPlace("list_changed", "A list item would be left empty.")
    if _read_words(new.text) != _read_words(text):
        raise CannotPlace("text_changed", "The text would not read the same.")


def _read_markup(body: Body) -> list[str]:
    kinds = ("open", "close", "void", "hidden")
    return [body.source[one.start : one.end] for one in body.tokens if one.kind in kinds]


def _read_words(text: str) -> list[str]:
    """The words of a text; bullets are the markup's, and proved with it."""
    return [
        word for line in text.split("\n") for word in without_bullet(line.strip() + " ").split()
    ]
