"""The door: which texts the checks take at all. Everything behind it may trust its text."""

from __future__ import annotations

import re
from typing import Literal

from guardrails.invisible import strip_invisible

RefusalCode = Literal["empty", "too_long", "too_many", "not_text"]

_SURROGATE = re.compile("[\ud800-\udfff]")
# Tab, line feed, vertical tab and form feed (word processors' soft breaks), carriage return and
# U+0085 are white space; every other control character belongs to terminals and protocols.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


class TextRefused(ValueError):
    """A text, or a list of texts, that is not taken. `detail` says why without quoting it.

    `pointer` is the JSON pointer of it in its request; `limit` and `length` are code points, or
    texts for `too_many`.
    """

    def __init__(
        self,
        code: RefusalCode,
        pointer: str,
        detail: str,
        limit: int | None = None,
        length: int | None = None,
    ) -> None:
        super().__init__(detail)
        self.code = code
        self.pointer = pointer
        self.detail = detail
        self.limit = limit
        self.length = length


def accept_text(text: object, pointer: str, limit: int) -> str:
    """Return `text` as it is. Raises TextRefused unless it is text, not blank, and within `limit`.

    `limit` counts code points; nothing is ever cut.
    """
    if not isinstance(text, str):
        raise TextRefused("not_text", pointer, "Expected text.")
    if len(text) > limit:
        detail = f"The text is {len(text)} code points long; at most {limit} are taken."
        raise TextRefused("too_long", pointer, detail, limit, len(text))
    if lone := _SURROGATE.search(text):
        detail = f"Half of a surrogate pair stands alone at code point {lone.start()}."
        raise TextRefused("not_text", pointer, detail)
    if control := _CONTROL.search(text):
        name = f"U+{ord(control.group()):04X}"
        detail = f"A control character ({name}) stands at code point {control.start()}."
        raise TextRefused("not_text", pointer, detail)
    if not strip_invisible(text).strip():
        raise TextRefused("empty", pointer, "The text is empty or blank.", limit, len(text))
    return text
