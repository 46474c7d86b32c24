r"""Patterns as the guidance writes them: a restricted syntax that always ends and can be streamed.

```
letters, marks   stand for themselves in any disguise and case; \ before a mark takes it literally
space            any run of white space, but no blank line
'                an apostrophe of any kind, none, or one with a space on either side;  \' insists
(a|b)  x?        choice; the thing before may be missing
[abc] [a-z]      one of these;  \w is one letter, digit or underscore
x{3} x{1,12}     repeated, always with an upper bound
```
A match begins and ends at the edges of words. Refused: unbounded repeats, look-around, anchors,
and patterns that match the empty text or begin or end with a space.
"""

from __future__ import annotations

import re
import string
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from guardrails.lookalikes import FOLDED

ANY_WORD = "\\w"
"""Stands in a set of characters for every word character that no pattern names."""
WORD_CHARACTERS = frozenset(string.ascii_lowercase + string.digits + "_") | {ANY_WORD}
_LARGEST = 4000
"""The most characters that a pattern may hold once its repeats are written out."""
# Plain letters and spaces up to the one that a repeat may follow.
_PLAIN_RUN = re.compile(r"[a-z]+(?: [a-z]+)*(?![?{*+])").match


class PatternError(ValueError):
    """A pattern that cannot be used; `at` is the offset of the trouble in it."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.message = message
        self.at = at


@dataclass(frozen=True, slots=True)
class Literal:
    """Folded characters, one after the other."""

    text: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """One folded character out of these."""

    characters: frozenset[str]


@dataclass(frozen=True, slots=True)
class Apostrophe:
    """An apostrophe, none, or one with a space on either side."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """One part after the other."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Any one of the parts."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """The part, at least and at most so many times."""

    part: Part
    least: int
    most: int


Part = Literal | OneOf | Apostrophe | Sequence | Choice | Repeat


def parse_pattern(pattern: str) -> Part:
    """Parse one pattern; raises `PatternError` for what the syntax does not allow."""
    root = _Parser(pattern).parse()
    if _may_be_empty(root):
        raise PatternError("the pattern matches the empty text", 0)
    if _is_space_at(root, 0):
        raise PatternError("the pattern may begin with a space", 0)
    if _is_space_at(root, -1):
        raise PatternError("the pattern may end with a space", len(pattern))
    if _size(root) > _LARGEST:
        raise PatternError("the pattern is too large: use smaller repeats", 0)
    return root


class _Parser:
    """Recursive descent over one pattern."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def parse(self) -> Part:
        root = self._choice()
        if self.at < len(self.pattern):
            raise PatternError("this ) closes nothing; write \\) for the mark", self.at)
        return root

    def _peek(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def _choice(self) -> Part:
        parts = [self._sequence()]
        while self._peek() == "|":
            self.at += 1
            parts.append(self._sequence())
        return parts[0] if len(parts) == 1 else Choice(tuple(parts))

    def _sequence(self) -> Part:
        parts: list[Part] = []
        while self._peek() not in ("", "|", ")"):
            plain = _PLAIN_RUN(self.pattern, self.at)
            if plain:
                self.at = plain.end()
                parts.append(Literal(plain.group()))
            else:
                parts.append(self._repeated(self._atom()))
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def _atom(self) -> Part:
        at, character = self.at, self._peek()
        self.at += 1
        if character == "(":
            return self._group(at)
        if character == "[":
            return OneOf(self._set(at))
        if character == "\\":
            return self._escape(at)
        if FOLDED[character] == "'":
            return Apostrophe()
        if character in "*+":
            raise PatternError(f"{character} has no upper bound: write {{1,12}}", at)
        if character in "^$":
            raise PatternError(f"anchors are implied; write \\{character} for the mark", at)
        if character in "?{":
            raise PatternError(f"nothing stands before {character} that it could repeat", at)
        if character in "]}":
            raise PatternError(f"this {character} closes nothing; write \\{character}", at)
        return self._literal(character, at)

    def _literal(self, character: str, at: int) -> Part:
        folded = FOLDED[character]
        if not folded:
            raise PatternError("an invisible character", at)
        if "\n" in folded:
            raise PatternError("a line break; a space stands for any white space", at)
        if folded == " ":
            while self._peek() == " ":
                self.at += 1
        return Literal(folded)

    def _group(self, at: int) -> Part:
        if self._peek() == "?":
            raise PatternError("look-around and group options are not allowed", at)
        part = self._choice()
        if self._peek() != ")":
            raise PatternError("this ( is never closed", at)
        self.at += 1
        return part

    def _escape(self, at: int) -> Part:
        character = self._peek()
        self.at += 1
        if character == "w":
            return OneOf(WORD_CHARACTERS)
        if not character:
            raise PatternError("a \\ at the end takes nothing literally", at)
        if character.isalnum():
            hint = "; write [0-9]" if character == "d" else ""
            raise PatternError(f"\\{character} is not allowed{hint}", at)
        return self._literal(character, at)

    def _set(self, at: int) -> frozenset[str]:
        if self._peek() == "^":
            raise PatternError("a set names what it allows; [^...] is not possible", at)
        found: set[str] = set()
        while (character := self._peek()) != "]":
            here = self.at
            self.at += 1
            if character == "\\" and self._peek():
                character = self._peek()
                self.at += 1
                if character.isalnum():
                    raise PatternError(f"\\{character} is not allowed in a set", here)
            if not character:
                raise PatternError("this [ is never closed", at)
            if self._peek() == "-" and self.pattern[self.at + 1 : self.at + 2] not in ("", "]"):
                last = self.pattern[self.at + 1]
                self.at += 2
                found |= _range(character, last, here)
            else:
                folded = FOLDED[character]
                if len(folded) != 1 or folded == "\n":
                    raise PatternError("only plain characters can stand in a set", here)
                found.add(folded)
        self.at += 1
        if not found:
            raise PatternError("an empty set", at)
        return frozenset(found)

    def _repeated(self, part: Part) -> Part:
        at, character = self.at, self._peek()
        if character == "?":
            self.at += 1
            part = Repeat(part, 0, 1)
        elif character == "{":
            least, most = self._bounds(at)
            part = Repeat(part, least, most)
        else:
            return part
        if self._peek() in ("?", "{", "*", "+") and self._peek():
            raise PatternError("a repeat of a repeat; use brackets", self.at)
        return part

    def _bounds(self, at: int) -> tuple[int, int]:
        close = self.pattern.find("}", at)
        least, comma, most = self.pattern[at + 1 : close].partition(",")
        if close < 0 or not least.isdecimal() or (comma and most and not most.isdecimal()):
            raise PatternError("bounds are written {3} or {1,12}", at)
        if comma and not most:
            raise PatternError("a repeat without an upper bound: write {1,12}", at)
        self.at = close + 1
        bounds = int(least), int(most if comma else least)
        if not 0 <= bounds[0] <= bounds[1] or bounds[1] == 0:
            raise PatternError("the upper bound must be at least 1 and the lower bound", at)
        if bounds[1] > _LARGEST:
            raise PatternError("the pattern is too large: use smaller repeats", at)
        return bounds


def _range(first: str, last: str, at: int) -> frozenset[str]:
    if not (first.isascii() and last.isascii() and first.isalnum() and last.isalnum()):
        raise PatternError("a range runs between two plain letters or digits", at)
    if first > last:
        raise PatternError("a range runs upwards", at)
    return frozenset(chr(code).lower() for code in range(ord(first), ord(last) + 1))


def _may_be_empty(part: Part) -> bool:
    match part:
        case Literal() | OneOf():
            return False
        case Apostrophe():
            return True
        case Sequence(parts):
            return all(map(_may_be_empty, parts))
        case Choice(parts):
            return any(map(_may_be_empty, parts))
        case Repeat(inner, least, _):
            return least == 0 or _may_be_empty(inner)


def _ends(part: Part, end: int) -> Iterator[Collection[str]]:
    """The characters that may come first (`end` 0) or last (`end` -1) in the part."""
    match part:
        case Literal(text):
            yield text[end]
        case OneOf(characters):
            yield characters
        case Sequence(parts):
            for inner in parts if end == 0 else reversed(parts):
                yield from _ends(inner, end)
                if not _may_be_empty(inner):
                    break
        case Choice(parts):
            for inner in parts:
                yield from _ends(inner, end)
        case Repeat(inner, _, _):
            yield from _ends(inner, end)
        case Apostrophe():
            return


def _is_space_at(part: Part, end: int) -> bool:
    return any(" " in characters for characters in _ends(part, end))


def _size(part: Part) -> int:
    match part:
        case Literal(text):
            return len(text)
        case OneOf():
            return 1
        case Apostrophe():
            return 3
        case Sequence(parts) | Choice(parts):
            return sum(map(_size, parts))
        case Repeat(inner, _, most):
            return _size(inner) * most
