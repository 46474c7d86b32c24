"""The shape of a rewrite: that it is one whole text of fitting length, in plain characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guardrails.invisible import strip_invisible
from guardrails.language import is_unsupported_language
from guardrails.reasons import give_reason
from guardrails.values import Reason

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_TIMES_AS_LONG, _ALWAYS_FITS = 4, 700
"""A rewrite may be this many times its draft, or this many code points if that is more."""


def check_shape(draft: str, rewrite: str) -> Iterator[Reason]:
    """What is wrong with the shape of a rewrite."""
    if not rewrite.strip():
        yield give_reason("empty", "rewrite")
        return
    longest = max(_TIMES_AS_LONG * len(draft), _ALWAYS_FITS)
    if len(rewrite) > longest:
        yield give_reason("too_long", "rewrite", expected=str(longest), found=str(len(rewrite)))
    control = _CONTROL.search(rewrite)
    if control and control[0] not in draft:
        yield give_reason("control_characters", "rewrite", control.span())
    elif strip_invisible(rewrite) != rewrite:
        yield give_reason("control_characters", "rewrite")
    if is_unsupported_language(rewrite):
        yield give_reason("wrong_language", "rewrite", found=rewrite[:60])
