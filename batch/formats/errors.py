"""What can be wrong with a library as a whole, and with one text's way back into it."""

from __future__ import annotations

from dataclasses import dataclass


class FormatError(ValueError):
    """A file that cannot be read as a library; the message says where and what was tried.

    `line` counts from 1, where one line is to blame; `tried` are the names of the formats, and
    `message` is what is wrong without either.
    """

    def __init__(self, message: str, line: int | None = None, tried: tuple[str, ...] = ()) -> None:
        where = f"Line {line}: " if line else ""
        formats = f" Tried as: {', '.join(tried)}." if tried else ""
        super().__init__(f"{where}{message}{formats}")
        self.message = message
        self.line = line
        self.tried = tried


class TooLarge(FormatError):
    """A file over the limit of bytes."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a text cannot go to its place: a stable code and a sentence that quotes nothing."""

    code: str
    message: str


class CannotPlace(ValueError):
    """A text that cannot be put in its place without doubt or damage; nothing was written.

    `seq` is the item's, once that is known.
    """

    def __init__(self, code: str, message: str, seq: int | None = None) -> None:
        super().__init__(message if seq is None else f"Item {seq}: {message}")
        self.refusal = Refusal(code, message)
        self.seq = seq
