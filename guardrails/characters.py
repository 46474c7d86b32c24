"""What one character is to a reader: nothing, white space, or the plain letters it stands for."""

from __future__ import annotations

import unicodedata

# Default-ignorable code points that are neither marks nor format characters (Unicode, DerivedCore
# Properties): Hangul fillers and unassigned ones. And the object replacement character, which
# stands for an object that plain text does not hold.
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2065\ufffc") | set(map(chr, range(0xFFF0, 0xFFF9)))
_LINE_BREAKS = "\n\r\x0b\x0c\x85\u2028"
_BRAILLE_BLANK = "\u2800"

JOINT = "\x01"
"""Stands in folded text, behind a word, for what no reader sees there, such as emphasis. Patterns
read nothing in it or a space; the edge of a word may lie here."""
DASH = "\u2014"
"""What long dashes fold to: patterns read a hyphen in it, but one that parts words."""


def is_mark(character: str) -> bool:
    """Whether the character is drawn onto the one before it, such as an accent."""
    return character > "\x7f" and unicodedata.category(character) in {"Mn", "Me"}


def is_word(character: str) -> bool:
    r"""Whether the character belongs to a word; the same characters as `\w` in `re`."""
    return character.isalnum() or character == "_"


def simplify(character: str) -> str:
    r"""Fold one character on its own: "" when it is invisible, white space as " " or "\n".

    Composed and styled letters become plain small ones (compatibility decomposition, marks
    dropped, case folded); a paragraph separator is two line breaks. What stands beside a word
    rather than in it counts as white space: digits in superscript or circles ("can't²"), and
    signs made of several letters ("™").
    """
    if character in _LINE_BREAKS:
        return "\n"
    if character == "\u2029":
        return "\n\n"
    category = unicodedata.category(character)
    if category == "Pd":
        return DASH if unicodedata.name(character).endswith(("EM DASH", "BAR")) else "-"
    if category == "No" or character == _BRAILLE_BLANK:
        return " "
    plain = "".join(map(_simplify_part, unicodedata.normalize("NFKD", character)))
    # An accent on its own decomposes to a space and a mark.
    folded = plain.strip() or plain
    return " " if category == "So" and len(folded) > 1 else folded


def _simplify_part(part: str) -> str:
    category = unicodedata.category(part)
    if category == "Zs" or part == "\t":
        return " "
    invisible = (
        category in {"Mn", "Me", "Cf", "Cc"}
        or part in _FILLERS
        or "\U000e0000" <= part <= "\U000e0fff"
    )
    return "" if invisible else part.casefold()
