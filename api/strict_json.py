"""Reads a body as JSON, and as nothing that only looks like it.

Python's parser takes more than RFC 8259 does: `NaN`, half surrogate pairs that no answer can be
written with, UTF-16, numbers of any size. It also keeps the last of two equal names, where another
parser may have kept the first and shown that one to a person.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice

from api.pointers import pointer_to
from api.problems import INVALID_JSON, MOST_ERRORS, NOT_TEXT, FieldProblem, ProblemError

_HAS_SUSPECT_ESCAPE = re.compile(rb"\\u[dD][89a-fA-F]").search
_NOT_TEXT = re.compile("[\ud800-\udfff]")
_BYTE_ORDER_MARK = "\ufeff"
_LONGEST_INTEGER = 20


def read_json(body: bytes) -> object:
    """The value that `body` holds; a leading byte order mark is skipped (RFC 8259, section 8.1).

    Raises `ProblemError`: `invalid_json` for what is not JSON in UTF-8, `not_text` for JSON whose
    strings are not text (half of a surrogate pair), each with a pointer.
    """
    value = _parse(_decode(body))
    # Only an escape can put these into a string: unescaped they are refused above.
    if _HAS_SUSPECT_ESCAPE(body):
        _refuse_non_text(value)
    return value


def _decode(body: bytes) -> str:
    try:
        text = body.decode("utf-8").removeprefix(_BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        at = error.start
        raise _not_json(f"The body is not UTF-8: the byte at offset {at} is wrong.") from None
    if not text or text.isspace():
        raise _not_json("The body is empty; send a JSON object.")
    return text


def _parse(text: str) -> object:
    try:
        return json.loads(
            text,
            parse_constant=_refuse_constant,
            parse_int=_read_integer,
            object_pairs_hook=_read_object,
        )
    except json.JSONDecodeError as error:
        at = f"line {error.lineno}, column {error.colno}"
        raise _not_json(f"The body is not JSON: {error.msg} at {at}.") from None
    except RecursionError:
        raise _not_json("The body is nested too deeply.") from None


def _refuse_constant(_name: str) -> object:
    raise _not_json("The body is not JSON: NaN and Infinity are not numbers there.")


def _read_integer(digits: str) -> int:
    if len(digits) > _LONGEST_INTEGER:
        raise _not_json(f"The body holds an integer of more than {_LONGEST_INTEGER} digits.")
    return int(digits)


def _read_object(members: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(members)
    if len(found) != len(members):
        raise _not_json("The body holds an object in which a name appears twice.")
    return found


def _not_json(detail: str) -> ProblemError:
    return ProblemError(INVALID_JSON, detail, errors=(FieldProblem(pointer="", message=detail),))


def _refuse_non_text(value: object) -> None:
    message = "Holds half of a surrogate pair, which is not text."
    not_text = (path for path, text in _strings(value) if _NOT_TEXT.search(text))
    errors = tuple(
        FieldProblem(pointer=pointer_to(_steps(path)), message=message)
        for path in islice(not_text, MOST_ERRORS)
    )
    if errors:
        raise ProblemError(NOT_TEXT, "The body holds strings that are not text.", errors=errors)


# A link to the parent keeps a path at one cell however deep it is.
_Path = tuple["_Path", str | int] | None


def _strings(value: object) -> Iterator[tuple[_Path, str]]:
    """Every string with the path to it; the path of a name is that of its object."""
    waiting: list[tuple[_Path, object]] = [(None, value)]
    while waiting:
        path, part = waiting.pop()
        if isinstance(part, str):
            yield path, part
        elif isinstance(part, list):
            waiting.extend(((path, i), entry) for i, entry in enumerate(part))
        elif isinstance(part, dict):
            for name, entry in part.items():
                yield path, name
                waiting.append(((path, name), entry))


def _steps(path: _Path) -> list[str | int]:
    steps: list[str | int] = []
    while path is not None:
        path, step = path
        steps.append(step)
    return steps[::-1]
