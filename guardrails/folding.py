r"""Folding: one plain form for every disguise of the same words, and the way back to the original.

Each character is folded on its own (`fold_character`). Some runs are read together: HTML entities
and tags, emphasis marks, words divided at a line's end, and white space. Any run of white space
becomes one space; a blank line becomes " \n", a hard break that no pattern crosses. What no reader
sees behind a letter becomes a joint, unless it is drawn onto that letter.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from guardrails.characters import JOINT, is_mark, is_word
from guardrails.lookalikes import FOLDED
from guardrails.markup import (
    decode_entity,
    decode_tag,
    is_unfinished_entity,
    is_unfinished_tag,
)

Run = tuple[str, int, int]
"""Folded characters and the [start, end) of the original that they stand for: each for one
character of it, or a single one for them all."""

# In plain runs, small letters and single spaces are all there is to do.
_PLAIN = re.compile(r"[ !-%')+,./0-;=-Z\]^a-z{|}]+").match
_SINGLE_SPACED = re.compile(r"[^ ]+(?: [^ ]+)* ?").finditer
_WHITE = re.compile(r"[ \t-\r]+").match
_LINE_BREAKS = re.compile(r"\r\n|[\n-\r]").findall
_FOREIGN = re.compile(r"[^\x20-\x7e\t-\r\u2010]+").match
# Underscores in names come few at a time; the bound keeps a stream from waiting for more.
_MARKS = re.compile(r"[*~]+|_{1,8}|`{1,2}|[-\u2010]|\\").match
_UNFINISHED_MARKS = re.compile(r"(?:_{1,7}|`)\Z").match
# A word divided at a line's end.
_DIVISION = re.compile(r"[-\u2010]\r?\n[ \t]{0,8}(?=[^\W\d_]|['\u2019])").match
# A part of a word in brackets: "can(not)".
_BRACKETED = re.compile(r"[(\[]([^\W\d_]{1,12})[)\]]").match
_BRACKETED_INSIDE = re.compile(r"(?<=[A-Za-z])[(\[][A-Za-z]{1,12}[)\]]").search
_UNFINISHED_BRACKETS = re.compile(r"[(\[][^\W\d_]{0,12}\Z").match
_UNFINISHED_DIVISION = re.compile(r"[-\u2010](?:\r?|\r?\n[ \t]{0,8})\Z").match

_SMALL = bytes(range(256)).lower().replace(b"\n", b" ")
_SPECIAL_BYTES = bytes(
    code for code in range(128) if not _PLAIN(chr(code)) and chr(code) not in "\n-(["
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, with a map to the original.

    `runs` says which characters stand for which; without it they correspond one to one. `offsets`
    are where the runs begin in `text`, and last its length.
    """

    original: str
    text: str
    runs: tuple[Run, ...] | None = None
    offsets: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded characters [start, end) stand in the original, in code points.

        Marks drawn onto the last character belong to it. Raises IndexError for an empty span.
        """
        if self.runs is None:
            return start, end
        first = bisect_right(self.offsets, start) - 1
        begin = self.runs[first][1] + start - self.offsets[first]
        last = bisect_right(self.offsets, end - 1) - 1
        if end == self.offsets[last + 1]:
            stop = self.runs[last][2]
        else:
            stop = self.runs[last][1] + end - self.offsets[last]
        return begin, end_of_marks(self.original, stop)


def end_of_marks(text: str, position: int) -> int:
    """The first position from here on that holds no mark drawn onto the character before."""
    while position < len(text) and is_mark(text[position]):
        position += 1
    return position


def fold(text: str) -> Folded:
    """Fold a whole text."""
    if text.isascii():
        plain = _fold_plain(text)
        if plain is not None:
            return Folded(text, plain)
    folder = Folder()
    runs = (*folder.feed(text), *folder.close())
    folded = [run[0] for run in runs]
    return Folded(text, "".join(folded), runs, tuple(accumulate(map(len, folded), initial=0)))


def _fold_plain(text: str) -> str | None:
    """Fold plain ASCII text, which corresponds to its folded form one to one; None for others.

    The one blank line that plain text may hold has just the two characters that it folds to.
    """
    original = text.encode("ascii")
    small = original.translate(_SMALL, _SPECIAL_BYTES)
    if len(small) != len(original) or b"  " in original:
        return None
    if (b"(" in original or b"[" in original) and _BRACKETED_INSIDE(text):
        return None
    if b"\n" in original:
        if any(white in original for white in (b" \n", b"\n ", b"-\n", b"\n\n\n")):
            return None
        small = small.replace(b"  ", b" \n")
    return small.decode("ascii")


class Folder:
    """Folds a text that comes in chunks; the result does not depend on where it was cut.

    A run that is not finished waits for the next chunk: `waiting_from` is its offset.
    """

    def __init__(self) -> None:
        self.waiting_from = 0
        self._waiting = ""
        self._runs: list[Run] = []
        self._before = ""  # the character of the original before what is read next
        self._last = ""  # the last folded character, and where it ends in the original
        self._last_end = 0
        self._line_breaks = 0  # since the last visible character
        self._after_return = False  # a line feed here belongs to a line break already counted

    def feed(self, chunk: str) -> list[Run]:
        """Read the next chunk."""
        return self._read(self._waiting + chunk, more_may_come=True)

    def close(self) -> list[Run]:
        """Read what was waiting: nothing more comes."""
        return self._read(self._waiting, more_may_come=False)

    def _read(self, text: str, *, more_may_come: bool) -> list[Run]:
        self._runs = []
        base, here = self.waiting_from, 0
        while here < len(text):
            end = _end_of_plain(text, here)
            if end > here:
                self._add_plain(text[here:end].lower(), base + here)
            elif more_may_come and self._is_unfinished(text, here):
                break
            else:
                end = self._read_special(text, here, base)
            self._before = text[end - 1]
            here = end
        self.waiting_from = base + here
        self._waiting = text[here:]
        return self._runs

    def _is_unfinished(self, text: str, here: int) -> bool:
        """Whether the run that begins here could go on in the next chunk and then mean more."""
        match text[here]:
            case "&" | "\\":
                return is_unfinished_entity(text, here)
            case "<":
                return is_unfinished_tag(text, here)
            case "-" | "\u2010":
                return self._before.isalpha() and bool(_UNFINISHED_DIVISION(text, here))
            case "_" | "`":
                return self._before.isalnum() and bool(_UNFINISHED_MARKS(text, here))
            case "(" | "[":
                return self._before.isalpha() and bool(_UNFINISHED_BRACKETS(text, here))
            case _:
                return False

    def _read_special(self, text: str, here: int, base: int) -> int:
        """Read the run that begins here, and return its end."""
        start = base + here
        if run := _WHITE(text, here):
            self._add_space(run.group(), start, start + 1)
        elif run := _FOREIGN(text, here):
            for at, character in enumerate(run.group(), start):
                self._add_folded(character, at, at + 1)
        elif decoded := decode_entity(text, here):
            meaning, end = decoded
            for character in meaning:
                self._add_folded(character, start, base + end)
            return end
        elif decoded := decode_tag(text, here):
            space, end = decoded
            self._add_space(space, start, base + end)
            return end
        elif self._before.isalpha() and (run := _DIVISION(text, here)):
            return run.end()
        elif self._before.isalpha() and (run := _BRACKETED(text, here)):
            for at, character in enumerate(f"{JOINT}{run[1]}{JOINT}", start):
                self._add_folded(character, at, at + 1)
        elif run := _MARKS(text, here):
            self._add_marks(self._read_marks(text, run), start)
        else:
            self._add_visible(text[here], start, start + 1)
            return here + 1
        return run.end()

    def _read_marks(self, text: str, run: re.Match[str]) -> str:
        """What a run of marks means between its neighbours: often nothing, being emphasis."""
        before, marks, after = self._before, run.group(), text[run.end() : run.end() + 1]
        match marks[0]:
            case "-" | "\u2010":
                return "-"
            case "_" if len(marks) < 8 and before.isalnum() and after.isalnum():
                return marks  # part of a name
            case "`" if marks == "`" and before.isalpha() and after.isalpha():
                return "'"
            case "\\" if not _is_escaped(after):
                return marks
            case _:
                return ""

    def _add_plain(self, plain: str, start: int) -> None:
        """Add small characters that stand for themselves, without superfluous spaces."""
        if plain[0] == " ":
            self._add_space(" ", start, start + 1)
            spaces = len(plain) - len(plain := plain.lstrip(" "))
            start += spaces
        if "  " in plain:
            for stretch in _SINGLE_SPACED(plain):
                self._add_visible(stretch.group(), start + stretch.start(), start + stretch.end())
        elif plain:
            self._add_visible(plain, start, start + len(plain))

    def _add_marks(self, marks: str, start: int) -> None:
        for at, mark in enumerate(marks, start):
            self._add_visible(mark, at, at + 1)
        if not marks:
            self._add_joint(start)

    def _add_folded(self, character: str, start: int, end: int) -> None:
        """Add what a character folds to, which may be of an entity."""
        folded = FOLDED[character]
        if folded.isspace():
            self._add_space(folded, start, end)
        elif not folded and not is_mark(character):
            self._add_joint(start)
        for visible in folded.strip():
            self._add_visible(visible, start, end)

    def _add_joint(self, start: int) -> None:
        """Add where something invisible begins; it counts only behind a word."""
        if self._last and is_word(self._last):
            self._runs.append((JOINT, start, start + 1))
            self._last = JOINT
            self._last_end = start + 1

    def _add_visible(self, folded: str, start: int, end: int) -> None:
        self._runs.append((folded, start, end))
        self._last = folded[-1]
        self._last_end = end
        self._line_breaks = 0
        self._after_return = False

    def _add_space(self, white: str, start: int, end: int) -> None:
        """Add white space: at most one space and one hard break between visible characters.

        Without any, what begins here is a joint.
        """
        if not white:
            self._add_joint(start)
            return
        if self._last not in (" ", "\n"):
            self._runs.append((" ", start, end))
            self._last = " "
            self._last_end = end
        self._line_breaks += len(_LINE_BREAKS(white))
        if self._after_return and white[0] == "\n":
            self._line_breaks -= 1
        self._after_return = white[-1] == "\r"
        if self._line_breaks > 1 and self._last == " ":
            self._runs.append(("\n", self._last_end - 1, self._last_end))
            self._last = "\n"


def _is_escaped(character: str) -> bool:
    r"""Whether a backslash before it stands for nothing: as in "can\'t", and at a line's end."""
    if character.isascii():
        return bool(character) and not character.isalnum() and character not in " \t"
    return FOLDED[character] == "'"


def _end_of_plain(text: str, here: int) -> int:
    run = _PLAIN(text, here)
    return run.end() if run else here
