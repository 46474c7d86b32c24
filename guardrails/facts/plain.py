"""Plain characters: digits, letters and signs in another dress, one for one.

Full-width and mathematical letters, circled digits and ideographic full stops read as what they
look like. Every offset stays.
"""

from __future__ import annotations

import unicodedata

_MOST_REMEMBERED = 4096
_SAME = {  # what compatibility decomposition leaves as it is
    "\u3002": ".",
    "\uff61": ".",
    "\u2010": "-",
    "\u2011": "-",
    "\u2212": "-",
}
_KEPT = frozenset(("Zs", "Zl", "Zp", "Cc", "Cf"))
"""White space stays what it is: between digits it may join them."""


class _PlainCharacters(dict[int, int]):
    """Remembers plain characters; forgets everything when hostile text brings too many."""

    def __missing__(self, code: int) -> int:
        """Find the plain form of a character that is new."""
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        plain = self[code] = ord(_find_plain(chr(code)))
        return plain


_PLAIN = _PlainCharacters()


def plain_characters(text: str) -> str:
    """The text in plain characters, of the same length."""
    return text if text.isascii() else text.translate(_PLAIN)


def _find_plain(character: str) -> str:
    if character.isascii() or unicodedata.category(character) in _KEPT:
        return character
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    decomposed = unicodedata.normalize("NFKC", character)
    if len(decomposed) == 1 and decomposed.isascii() and decomposed.isprintable():
        return decomposed
    return _SAME.get(character, character)
