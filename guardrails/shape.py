"""The shape of a rewrite: that it is one whole text of fitting length, in plain characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guardrails.added_markup import find_added_markup
from guardrails.invisible import strip_invisible
from guardrails.language import is_unsupported_language
from guardrails.reasons import give_reason
from guardrails.values import Reason, Span

_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u2800\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]"
    r"|[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3,}"
)
"""Controls, separators of lines, blanks that look like nothing, characters for private use, and
stacks of marks: no language of ours puts three on one letter."""
_TIMES_AS_LONG, _ALWAYS_FITS = 4, 700
"""A rewrite may be this many times its draft, or this many code points if that is more."""


_UNFINISHED = re.compile(
    r"(?:[,:;(\[{\u2013\u2014-]|\b(?:a|an|the|and|or|but|nor|to|of|for|from|with|without|into|onto|at|by"
    r"|as|than|your|our|my|their|its|his|her|because|although|unless|if|when|while|which|whose|is|are"
    r"|was|were|be|been|will|would|could|should|may|might|have|has|had|very))\Z",
    re.IGNORECASE,
)
_FINISHED = re.compile(r"[.!?\u2026:;)\]}>\"'\u201d\u2019*_`|/\\]\Z|[^\w\s,(\[{\u2013\u2014-]\Z")
_ADDRESS = re.compile(r"(?:://|www\.|@|\w/)[^\s]{1,500}\Z")
"""A link or an address may end a text."""
_LONGEST_END = 12
"""Code points that an unfinished or finished end may have: to search all of a text takes longer."""
_LISTED = re.compile(r"\s{0,8}(?:\d{1,2}[.)]|[-*\u2022])\s")
"""A point of a list: it may end without a full stop, as the one before it."""
_TAIL = 500
"""Code points from the end in which the last two points of a list stand."""
_SIGN_OFF = 5
"""Words of a last line that may stand without an end: a name, a team, a company."""


def check_shape(draft: str, rewrite: str) -> Iterator[Reason]:
    """What is wrong with the shape of a rewrite."""
    if not rewrite.strip():
        yield give_reason("empty", "rewrite")
        return
    longest = max(_TIMES_AS_LONG * len(draft), _ALWAYS_FITS)
    if len(rewrite) > longest:
        yield give_reason("too_long", "rewrite", expected=str(longest), found=str(len(rewrite)))
        return
    control = next((c for c in _CONTROL.finditer(rewrite) if c[0] not in draft), None)
    if control:
        yield give_reason("control_characters", "rewrite", control.span())
    elif strip_invisible(rewrite) != rewrite:
        yield give_reason("control_characters", "rewrite")
    cut = _find_cut(draft, rewrite)
    if cut:
        yield give_reason("cut_off", "rewrite", cut, found=rewrite[slice(*cut)])
    yield from find_added_markup(draft, rewrite)
    if is_unsupported_language(rewrite):
        yield give_reason("wrong_language", "rewrite", found=rewrite[:60])


def _find_cut(draft: str, rewrite: str) -> Span | None:
    """The end of a rewrite that breaks off, if its draft does not end in the same open way."""
    text = rewrite.rstrip()
    last = _last_line(text)
    if _is_unfinished(text):
        cut = not _is_unfinished(draft.rstrip())
    elif _is_finished(text) or _ADDRESS.search(text) or len(last.split()) <= _SIGN_OFF:
        cut = False
    else:
        ends = draft.rstrip()
        whole = _is_finished(ends) or len(_last_line(ends).split()) <= _SIGN_OFF
        cut = whole and not _ends_a_list(text)
    return (len(text) - len(last), len(text)) if cut else None


def _ends_a_list(text: str) -> bool:
    """Whether the last two lines are points of a list."""
    lines = text[-_TAIL:].split("\n")
    return len(lines) > 1 and all(map(_LISTED.match, [line for line in lines if line][-2:]))


def _is_unfinished(text: str) -> bool:
    return bool(_UNFINISHED.search(text, max(0, len(text) - _LONGEST_END)))


def _is_finished(text: str) -> bool:
    return bool(_FINISHED.search(text, max(0, len(text) - 1)))


def _last_line(text: str) -> str:
    return text.rpartition("\n")[2]
