"""Encodings: told apart by mark and content, and kept.

Everything behind this module works on bytes in an encoding whose ASCII characters are single bytes:
UTF-16 is carried as UTF-8 inside. No table of likelihoods is asked: in mostly English text a few
letters decide, and these rules decide them rightly.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from batch.formats.errors import CannotPlace, FormatError

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_NOT_CP1252 = bytes((0x81, 0x8D, 0x8F, 0x90, 0x9D))


@dataclass(frozen=True, slots=True)
class Encoded:
    """A file's content as bytes that keep ASCII single, and the way back to what it was."""

    content: bytes
    inner: str
    """The encoding of `content`."""
    outer: str
    """The encoding of the file."""
    bom: bytes

    def wrap(self, content: bytes) -> bytes:
        """Give changed content the file's own encoding and mark."""
        if self.inner == self.outer:
            return self.bom + content
        return self.bom + content.decode(self.inner).encode(self.outer)

    def encode(self, text: str) -> bytes:
        """Encode a text for `content`. Raises CannotPlace, never writes a substitute."""
        try:
            return text.encode(self.inner)
        except UnicodeEncodeError as error:
            sign = f"U+{ord(text[error.start]):04X}"
            raise CannotPlace(
                "not_encodable", f"The file's encoding, {self.outer}, cannot write {sign}."
            ) from None


def read_encoding(content: bytes, name: str | None = None) -> Encoded:
    """Tell the encoding of a file, or take the one that is named.

    Raises FormatError where the content is not in that encoding as a whole, which is never so for
    UTF-8: there one bad line is that line's fault.
    """
    bom, outer = _read_mark(content)
    content = content[len(bom) :]
    if name is not None:
        named = "utf-8" if name.lower() == "utf-8-sig" else name.lower()
        if not bom:
            outer = _normalise(name)
        elif not outer.startswith(named):
            raise FormatError(f"The file is marked as {outer}, not as {name}.")
    elif not bom:
        outer = _guess(content)
    if outer not in _WIDE:
        return Encoded(content, outer, outer, bom)
    try:
        inside = content.decode(outer).encode("utf-8")
    except UnicodeError as error:
        raise FormatError(f"The file is not {outer} throughout: {error}.") from None
    return Encoded(inside, "utf-8", outer, bom)


def _read_mark(content: bytes) -> tuple[bytes, str]:
    return next(((mark, name) for mark, name in _BOMS if content.startswith(mark)), (b"", ""))


def _normalise(name: str) -> str:
    """The codec's name, of those alone whose every ASCII byte is an ASCII character."""
    try:
        known = codecs.lookup(name).name
    except LookupError:
        raise FormatError(f"There is no encoding named {name!r}.") from None
    known = {"iso8859-1": "latin-1", "utf-8-sig": "utf-8", "ascii": "utf-8"}.get(known, known)
    if known in ("utf-16", "utf-32"):
        raise FormatError(f"The file has no mark: name {known}-le or {known}-be.")
    if known in ("utf-8", "latin-1", *_WIDE) or known.startswith(("cp125", "iso8859-", "mac-")):
        return known
    raise FormatError(f"The encoding {name!r} is not supported.")


def _guess(content: bytes) -> str:
    """UTF-8, or what Windows wrote: the first is never so by chance."""
    if b"\0" in content:
        raise FormatError(
            "The file holds zero bytes: it is no text, or it is UTF-16 without a mark; then name "
            "the encoding."
        )
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    right, wrong = _count_lines(content)
    if right > wrong:
        return "utf-8"
    high = content.translate(None, delete=bytes(range(0x80)))
    return "cp1252" if high.translate(None, delete=_NOT_CP1252) == high else "latin-1"


def _count_lines(content: bytes) -> tuple[int, int]:
    """How many lines that are not ASCII are UTF-8, and how many are not."""
    right = wrong = 0
    for line in content.split(b"\n"):
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
            right += 1
        except UnicodeDecodeError:
            wrong += 1
    return right, wrong
