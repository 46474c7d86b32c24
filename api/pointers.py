"""JSON pointers (RFC 6901) that name a place in the body without repeating what was sent."""

from __future__ import annotations

import re
from collections.abc import Iterable

_FIELD_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,39}")


def pointer_to(path: Iterable[str | int]) -> str:
    """The pointer to the value at `path`.

    A name that could not be a field's name may be a piece of somebody's draft: there the pointer
    ends, at the object that holds it.
    """
    pointer = ""
    for step in path:
        if isinstance(step, str) and not _FIELD_NAME.fullmatch(step):
            break
        pointer += f"/{step}"
    return pointer
