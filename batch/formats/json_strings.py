r"""Writing JSON strings as their source does: which characters it escapes, and in which form.

Rails writes `\u003c` for `<`, PHP `\/` for `/`, Python `\u2019` for a curly apostrophe, others the
characters themselves. A text put into a file is written as the file writes its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ESCAPE = re.compile(rb"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_MANY = 100_000
"""Escapes that are looked at; a file does not change its habits after that."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How a source writes what it may write in two ways."""

    escaped: frozenset[str]
    r"""ASCII and separators that it writes as `\uXXXX`."""
    ascii_only: bool
    slash: bool
    capitals: bool

    def write(self, text: str, *, ascii_only: bool = False) -> str:
        """Write a text as a JSON string with its quotation marks."""
        more = "\x7f-\U0010ffff" if ascii_only or self.ascii_only else ""
        special = re.compile(f"""[\x00-\x1f"\\\\/{re.escape("".join(self.escaped))}{more}]""")
        return '"' + special.sub(self._write_one, text) + '"'

    def _write_one(self, found: re.Match[str]) -> str:
        character = found[0]
        if character in self.escaped:
            return self._escape(character)
        if character == "/":
            return "\\/" if self.slash else "/"
        return _SHORT.get(character) or self._escape(character)

    def _escape(self, character: str) -> str:
        units = character.encode("utf-16-be", "surrogatepass")
        form = "{:04X}" if self.capitals else "{:04x}"
        return "".join(
            "\\u" + form.format(int.from_bytes(units[at : at + 2]))
            for at in range(0, len(units), 2)
        )


def read_habits(source: bytes) -> Habits:
    """Read a source's habits from the escapes that it holds."""
    escaped: set[str] = set()
    slash = capitals = small = False
    for count, found in enumerate(_ESCAPE.finditer(source)):
        if count == _MANY:
            break
        digits, short = found.groups()
        if digits is None:
            slash = slash or short == b"/"
            continue
        capitals = capitals or digits != digits.lower()
        small = small or digits != digits.upper()
        code = int(digits, 16)
        if code < 0x80 or code in (0x2028, 0x2029):
            escaped.add(chr(code))
    return Habits(frozenset(escaped), source.isascii(), slash, capitals and not small)
