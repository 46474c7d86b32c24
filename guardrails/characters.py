"""What one character is to a reader: nothing, white space, or the plain letters it stands for."""

from __future__ import annotations

import unicodedata

# Default-ignorable code points that are neither marks nor format characters (Unicode, DerivedCore
# Properties): Hangul fillers and unassigned ones.
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2065") | {chr(c) for c in range(0xFFF0, 0xFFF9)}
_LINE_BREAKS = "\n\r\x0b\x0c\x85\u2028"
_BRAILLE_BLANK = "\u2800"


def is_mark(character: str) -> bool:
    """Whether the character is drawn onto the one before it, such as an accent."""
    return character > "\x7f" and unicodedata.category(character) in {"Mn", "Me"}


def is_word(character: str) -> bool:
    r"""Whether the character belongs to a word; the same characters as `\w` in `re`."""
    return character.isalnum() or character == "_"


def simplify(character: str) -> str:
    r"""Fold one character on its own: "" when it is invisible, white space as " " or "\n".

    Composed and styled letters become plain small ones (compatibility decomposition, marks
    dropped, case folded); a paragraph separator is two line breaks. Digits in superscript or
    circles stand beside a word rather than in it ("can't²"), so they count as white space.
    """
    if character == "\u2029":
        return "\n\n"
    if character in _LINE_BREAKS:
        return "\n"
    category = unicodedata.category(character)
    if category == "No" or character == _BRAILLE_BLANK:
        return " "
    if category == "Pd":
        return "-"
    plain = []
    for part in unicodedata.normalize("NFKD", character):
        category = unicodedata.category(part)
        if category[0] == "Z" or part == "\t":
            plain.append(" ")
        elif not _is_invisible(part, category):
            plain.append(part.casefold())
    # Some accents on their own decompose to a space and a mark.
    return "".join(plain).strip() or " " * (plain != [])


def _is_invisible(character: str, category: str) -> bool:
    return (
        category in {"Mn", "Me", "Cf", "Cc"}
        or character in _FILLERS
        or "\U000e0000" <= character <= "\U000e0fff"
    )
