"""Reads a form with a file: `multipart/form-data` (RFC 7578), from a whole body."""

from __future__ import annotations

from email.message import Message
from email.parser import HeaderParser

from api.problems import INVALID, FieldProblem, ProblemError

MOST_PARTS = 20


def boundary_of(content_type: str) -> bytes | None:
    """The boundary that a Content-Type names; null if it is not that of a form."""
    header = Message()
    header["content-type"] = content_type
    boundary = header.get_param("boundary")
    if header.get_content_type() != "multipart/form-data" or not isinstance(boundary, str):
        return None
    return boundary.encode("latin-1", "replace")


def read_form(body: bytes, boundary: bytes) -> dict[str, tuple[str, bytes]]:
    """The parts by their names, each with its file name and its bytes. Raises `ProblemError`."""
    delimiter = b"--" + boundary
    parts: dict[str, tuple[str, bytes]] = {}
    start = 0 if body.startswith(delimiter) else body.find(b"\r\n" + delimiter) + 2
    if start < 2 and not body.startswith(delimiter):
        raise _broken("The body does not begin with the boundary that its header names.")
    while True:
        start += len(delimiter)
        if body[start : start + 2] == b"--":
            return parts
        head = body.find(b"\r\n\r\n", start)
        # A part without content: its head ends where the next boundary begins.
        end = body.find(b"\r\n" + delimiter, head + 2 if head >= 0 else start)
        if head < 0 or end < 0 or len(parts) == MOST_PARTS:
            raise _broken("A part of the form has no end, or there are too many parts.")
        name, file_name = _read_head(body[start:head])
        if name in parts:
            raise _broken("A part of the form comes twice.")
        parts[name] = (file_name, body[head + 4 : end])
        start = end + 2


def _read_head(head: bytes) -> tuple[str, str]:
    """The name of a part and that of its file."""
    headers = HeaderParser().parsestr(head.decode("utf-8", "replace").lstrip())
    name = headers.get_param("name", header="content-disposition")
    file_name = headers.get_param("filename", header="content-disposition")
    if not isinstance(name, str):
        raise _broken("A part of the form has no name.")
    return name, file_name if isinstance(file_name, str) else ""


def _broken(message: str) -> ProblemError:
    return ProblemError(INVALID, message, errors=(FieldProblem(pointer="", message=message),))
