r"""Patterns as the guidance writes them: a restricted syntax that always ends and can be streamed.

```
letters, marks   stand for themselves in any disguise and case; \ before a mark takes it literally
space            any run of white space, but no blank line; or one hyphen
'                an apostrophe of any kind, also doubled or with spaces beside it, or a space or
                 nothing in its place;  \' insists on one;  n't is also ca'nt, ca n't and can;t
(a|b)  x?        choice; the thing before may be missing
[abc] [a-z]      one of these;  \w is one letter, digit or underscore
x{3} x{1,12}     repeated, always with an upper bound
```
A match begins and ends at the edges of words, and never with a space. Refused: unbounded repeats,
look-around, anchors, emphasis marks (no reader sees them), and patterns that match the empty text
or always begin or end with a space.
"""

from __future__ import annotations

import re
from functools import lru_cache

from guardrails.characters import DASH
from guardrails.contractions import admit_misspellings
from guardrails.lookalikes import FOLDED
from guardrails.pattern_parts import (
    ANY_WORD,
    Apostrophe,
    Choice,
    OneOf,
    Part,
    Repeat,
    Sequence,
    Words,
    count_optional,
    is_space_at,
    may_be_empty,
    size,
)

_LONGEST = 10_000
_LARGEST = 20_000  # characters, once the repeats are written out
_DEEPEST = 20
_MOST_OPTIONAL = 120
# Plain letters and spaces up to the one that a repeat may follow: most of what patterns hold.
_PLAIN_RUN = re.compile(r"(?: ?[A-Za-z]+)+ ?(?![?{*+ ])").match
_PLAIN_GROUP = re.compile(r"\((?:[A-Za-z|]| (?! ))*\)").fullmatch
_PLAIN_OPTION = re.compile(r"(?:[A-Za-z]| (?! ))*").fullmatch
# Groups of at most two levels are often the same in many patterns, and so are their options.
_FLAT_GROUP = re.compile(r"\((?:[^()\\]|\\.)*\)").match
_NESTED_GROUP = re.compile(r"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)").match
_BAR_WITHIN = re.compile(r"\\\||\[[^\]|]*\|").search


class PatternError(ValueError):
    """A pattern that cannot be used; `at` is the offset of the trouble in it."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.message = message
        self.at = at


@lru_cache(maxsize=4096)
def parse_pattern(pattern: str) -> Part:
    """Parse one pattern; raises `PatternError` for what the syntax does not allow."""
    if len(pattern) > _LONGEST:
        raise PatternError(f"the pattern is longer than {_LONGEST:,} characters", _LONGEST)
    root = _Parser(pattern).parse()
    if may_be_empty(root):
        raise PatternError("the pattern matches the empty text", 0)
    if not pattern[0].isalnum() and is_space_at(root, 0):
        raise PatternError("the pattern begins with a space", 0)
    if not pattern[-1].isalnum() and is_space_at(root, -1):
        raise PatternError("the pattern ends with a space", len(pattern))
    if _may_leave_out(pattern) > _MOST_OPTIONAL and count_optional(root) > _MOST_OPTIONAL:
        raise PatternError(f"more than {_MOST_OPTIONAL} parts may be left out", 0)
    if "{" in pattern and size(root) > _LARGEST:
        raise PatternError("the pattern is too large: use smaller repeats", 0)
    return root


def _may_leave_out(pattern: str) -> int:
    """Count what a part that may be left out is written with: no fewer than such parts."""
    return sum(map(pattern.count, "?{|'")) if pattern.isascii() else len(pattern)


class _Parser:
    """Recursive descent over one pattern."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0
        self.depth = 0

    def parse(self) -> Part:
        """Parse the whole pattern."""
        root = self.parse_choice()
        if self.at < len(self.pattern):
            raise PatternError("this ) closes nothing; write \\) for the mark", self.at)
        return root

    def _peek(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def parse_choice(self) -> Part:
        """Parse up to the end of a group or of the pattern."""
        parts = [self._sequence()]
        while self._peek() == "|":
            self.at += 1
            parts.append(self._sequence())
        return parts[0] if len(parts) == 1 else Choice(tuple(parts))

    def _sequence(self) -> Part:
        parts: list[Part] = []
        pattern, has_apostrophe = self.pattern, False
        while self.at < len(pattern) and pattern[self.at] not in "|)":
            plain = _PLAIN_RUN(pattern, self.at)
            if plain:
                self.at = plain.end()
                parts.append(Words((plain[0].lower(),)))
            else:
                part = self._repeated(self._atom())
                has_apostrophe = has_apostrophe or isinstance(part, Apostrophe)
                parts.append(part)
        if has_apostrophe:
            parts = admit_misspellings(parts)
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
            return Apostrophe(needed=False)
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
        folded = FOLDED[character].replace(DASH, "-")
        if not folded or character in "*~`":
            raise PatternError("a character that no reader sees can never match", at)
        if "\n" in folded:
            raise PatternError("a line break; a space stands for any white space", at)
        if folded == " ":
            while self._peek() == " ":
                self.at += 1
        return Words((folded,))

    def _group(self, at: int) -> Part:
        if self._peek() == "?":
            raise PatternError("look-around and group options are not allowed", at)
        for match, parse in _GROUPS:
            if (group := match(self.pattern, at)) and (known := parse(group[0])):
                self.at = group.end()
                return known
        self.depth += 1
        if self.depth > _DEEPEST:
            raise PatternError(f"groups are nested more than {_DEEPEST} deep", at)
        part = self.parse_choice()
        if self._peek() != ")":
            raise PatternError("this ( is never closed", at)
        self.at += 1
        self.depth -= 1
        return part

    def _escape(self, at: int) -> Part:
        character = self._peek()
        self.at += 1
        if character == "w":
            return OneOf(frozenset({ANY_WORD}))
        if not character:
            raise PatternError("a \\ at the end takes nothing literally", at)
        if character.isalnum():
            hint = "; write [0-9]" if character == "d" else ""
            raise PatternError(f"\\{character} is not allowed{hint}", at)
        if FOLDED[character] == "'":
            return Apostrophe(needed=True)
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
                folded = FOLDED[character].replace(DASH, "-")
                if len(folded) != 1 or folded in "\n*~`":
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
            if most > 1 and may_be_empty(part):
                raise PatternError("repeats what may be empty", at)
            part = Repeat(part, least, most)
        else:
            return part
        if self._peek() in ("?", "{", "*", "+"):
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


@lru_cache(maxsize=4096)
def _parse_flat_group(group: str) -> Part | None:
    """Parse a group that holds no other; None when it is refused, or to be parsed in its place."""
    content = group[1:-1]
    if _PLAIN_GROUP(group):
        return Words(tuple(content.lower().split("|")))
    if content.startswith("?"):
        return None
    texts: list[str] = []
    others: list[Part] = []
    try:
        for option in [content] if _BAR_WITHIN(content) else content.split("|"):
            if _PLAIN_OPTION(option):
                texts.append(option.lower())
            else:
                others.append(_parse_option(option))
    except PatternError:
        return None
    parts = [Words(tuple(texts)), *others] if texts else others
    return parts[0] if len(parts) == 1 else Choice(tuple(parts))


@lru_cache(maxsize=4096)
def _parse_option(option: str) -> Part:
    return _Parser(option).parse()


@lru_cache(maxsize=4096)
def _parse_nested_group(group: str) -> Part | None:
    """Parse a group whose groups hold no other; None when it is refused."""
    try:
        return None if group.startswith("(?") else _parse_option(group[1:-1])
    except PatternError:
        return None


_GROUPS = ((_FLAT_GROUP, _parse_flat_group), (_NESTED_GROUP, _parse_nested_group))


def _range(first: str, last: str, at: int) -> frozenset[str]:
    if not (first.isascii() and last.isascii() and first.isalnum() and last.isalnum()):
        raise PatternError("a range runs between two plain letters or digits", at)
    if first > last:
        raise PatternError("a range runs upwards", at)
    return frozenset(chr(code).lower() for code in range(ord(first), ord(last) + 1))
