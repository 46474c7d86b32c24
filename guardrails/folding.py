r"""Folding: one plain form for every disguise of the same words, and the way back to the original.

Each character is folded on its own (`fold_character`). Four kinds of runs are read together:
HTML entities and tags, emphasis marks, words divided at a line's end, and white space. Any run
of white space becomes one space; a blank line becomes " \n", a hard break that no pattern crosses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from guardrails.characters import is_mark
from guardrails.lookalikes import FOLDED
from guardrails.markup import (
    ENTITY,
    TAG,
    UNFINISHED_ENTITY,
    UNFINISHED_TAG,
    decode_entity,
    decode_tag,
)

_SPACES = r"[ \t\n\r\x0b\x0c]"
# What needs a second look; all else is plain ASCII, where small letters are all there is to do.
_SPECIAL = re.compile(rf"[^\x00-\x7f]+|[&<\\-]|_+|[*~]+|`+|{_SPACES}{{2,}}|[\x00-\x1f\x7f]")
_DIVIDED = re.compile(r"-[ \t]{0,8}\r?\n[ \t]{0,8}(?=[A-Za-z])")
_UNFINISHED_DIVISION = re.compile(r"-[ \t]{0,8}(?:\r?\n?|\r?\n[ \t]{0,8})\Z")

# Plain text folds one to one, so it needs no offset map. The one blank line that plain text may
# hold has just the two characters that it folds to.
_NOT_PLAIN = re.compile(r"[&<*_`~\\\x00-\x09\x0b-\x1f\x7f]|  | \n|\n |\n\n\n|-\n").search
_PLAIN_FORM = {code: chr(code).lower() for code in range(128)} | {ord("\n"): " "}


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, with a map to the original. Without `starts` the two correspond one to one.

    Character `i` of `text` stands for `original[starts[i]:ends[i]]`.
    """

    original: str
    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded characters [start, end) stand in the original, in code points.

        Marks drawn onto the last character belong to it.
        """
        if self.starts is None:
            return start, end
        if start >= end:
            here = self.starts[start] if start < len(self.starts) else len(self.original)
            return here, here
        return self.starts[start], end_of_marks(self.original, self.ends[end - 1])


def end_of_marks(text: str, position: int) -> int:
    """The first position from here on that holds no mark drawn onto the character before."""
    while position < len(text) and is_mark(text[position]):
        position += 1
    return position


def fold(text: str) -> Folded:
    """Fold a whole text."""
    if text.isascii() and not _NOT_PLAIN(text):
        return Folded(text, text.translate(_PLAIN_FORM).replace("  ", " \n"))
    folder = Folder()
    folder.feed(text)
    folder.close()
    return Folded(text, "".join(folder.texts), folder.starts, folder.ends)


class Folder:
    """Folds a text that comes in chunks; the result does not depend on where it was cut.

    `texts`, `starts` and `ends` grow with every call, and the caller may take what is there. A
    run that is not finished waits: everything before `waiting_from` has been read.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.waiting_from = 0
        self._waiting = ""
        self._before = ""  # the character of the original before what is waiting
        self._last = ""  # the last folded character
        self._line_breaks = 0  # line breaks since the last visible character
        self._space_at = (0, 0)

    def feed(self, chunk: str) -> None:
        """Read the next chunk."""
        self._read(self._waiting + chunk, more_may_come=True)

    def close(self) -> None:
        """Read what was waiting: nothing more comes."""
        self._read(self._waiting, more_may_come=False)

    def _read(self, text: str, *, more_may_come: bool) -> None:
        base = self.waiting_from
        here = 0
        while here < len(text):
            run = _SPECIAL.search(text, here)
            special = run.start() if run else len(text)
            if special > here:
                self._add_plain(text[here:special].lower(), base + here)
                self._before = text[special - 1]
            if run is None:
                here = len(text)
                break
            here = special
            end = self._read_special(text, run, base, more_may_come)
            if end is None:
                break
            here = end
        self.waiting_from = base + here
        self._waiting = text[here:]

    def _read_special(
        self, text: str, run: re.Match[str], base: int, more_may_come: bool
    ) -> int | None:
        """Read one special run; return its end, or None when it may go on in the next chunk."""
        start, end = run.span()
        first = text[start]
        if first > "\x7f" or first.isspace():
            self._add_each(run.group(), base + start)
        elif first == "&":
            if more_may_come and UNFINISHED_ENTITY.match(text, start):
                return None
            entity = ENTITY.match(text, start)
            decoded = decode_entity(entity) if entity else None
            if entity is None or decoded is None:
                self._add_plain("&", base + start)
            else:
                end = entity.end()
                self._add_decoded(decoded, base + start, base + end)
        elif first == "<":
            if more_may_come and UNFINISHED_TAG.match(text, start):
                return None
            tag = TAG.match(text, start)
            if tag is None:
                self._add_plain("<", base + start)
            else:
                end = tag.end()
                space = decode_tag(tag)
                self._add_decoded(space, base + start, base + end)
                if space == "\r":
                    self._before = "\r"
                    return end
        elif first in "_`\\-":
            if more_may_come and self._may_go_on(text, start, end):
                return None
            end = self._read_inner(text, start, end, base)
        self._before = text[end - 1]
        return end

    def _may_go_on(self, text: str, start: int, end: int) -> bool:
        if text[start] == "-":
            return self._before.isalpha() and bool(_UNFINISHED_DIVISION.match(text, start))
        return end == len(text)

    def _read_inner(self, text: str, start: int, end: int, base: int) -> int:
        """Read marks whose meaning depends on their neighbours."""
        first, after = text[start], text[end : end + 1]
        if first == "_":
            # Inside a word it is part of a name; elsewhere it is emphasis.
            if self._before.isalnum() and after.isalnum():
                self._add_plain(text[start:end], base + start)
        elif first == "`":
            # Between two letters it is an apostrophe; elsewhere it marks code.
            if end - start == 1 and self._before.isalpha() and after.isalpha():
                self._add_plain("'", base + start)
        elif first == "\\":
            # Before a mark it is an escape ("can\'t").
            if not after or after.isalnum() or after.isspace() or after > "\x7f":
                self._add_plain("\\", base + start)
        else:
            divided = _DIVIDED.match(text, start) if self._before.isalpha() else None
            if divided:
                return divided.end()
            self._add_plain("-", base + start)
        return end

    def _add_plain(self, plain: str, start: int) -> None:
        """Add small ASCII letters, marks and single spaces, each standing for itself."""
        if plain[0] == " " and self._last in (" ", "\n"):
            plain, start = plain[1:], start + 1
            if not plain:
                return
        end = start + len(plain)
        self.texts.append(plain)
        self.starts.extend(range(start, end))
        self.ends.extend(range(start + 1, end + 1))
        self._last = plain[-1]
        if plain != " ":
            self._line_breaks = 0
        self._space_at = (end - 1, end)

    def _add_each(self, run: str, start: int) -> None:
        """Add characters of which each folds on its own."""
        for position, character in enumerate(run, start):
            self._add_folded(FOLDED[character], character, position, position + 1)
            self._before = character

    def _add_decoded(self, decoded: str, start: int, end: int) -> None:
        """Add the characters that one entity or tag stands for."""
        for character in decoded:
            self._add_folded(FOLDED[character], character, start, end)

    def _add_folded(self, folded: str, character: str, start: int, end: int) -> None:
        if folded in {" ", "\n"}:
            self._add_space(folded, character, start, end)
        elif folded:
            self.texts.append(folded)
            self.starts.extend([start] * len(folded))
            self.ends.extend([end] * len(folded))
            self._last = folded[-1]
            self._line_breaks = 0

    def _add_space(self, folded: str, character: str, start: int, end: int) -> None:
        if self._last not in (" ", "\n"):
            self._space_at = (start, end)
            self._append_space(" ")
        if folded == "\n":
            paragraph = character == "\u2029"
            self._line_breaks += 2 if paragraph else self._before != "\r" or character != "\n"
            if self._line_breaks >= 2 and self._last == " ":
                self._append_space("\n")

    def _append_space(self, folded: str) -> None:
        self.texts.append(folded)
        self.starts.append(self._space_at[0])
        self.ends.append(self._space_at[1])
        self._last = folded
