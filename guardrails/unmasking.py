"""Unmasking: an answer's tokens become their values again, and every slip is named.

What counts as a slip follows from what the token stands for. A placeholder, a piece of code, a
quotation or a signature stands exactly as often as in the draft. A link, contact, number or id
stands at least once and never more often than in the draft. A name may be said once more than in
the draft, for an address is natural. What the context licenses may be used where it helps; what
only the customer wrote may return as a name or an id, never as a link or a contact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guardrails.tokens import TOKEN, Masked, Token, TokenKind
from guardrails.values import Reason, ReasonCode, Span

_CALLED: dict[TokenKind, str] = {
    "PLACEHOLDER": "placeholder",
    "URL": "link",
    "EMAIL": "e-mail address",
    "PHONE": "phone number",
    "CARD": "card number",
    "IBAN": "bank account",
    "ID": "number or id",
    "NAME": "name",
    "CODE": "piece of code",
    "QUOTE": "quoted message",
    "SIGNATURE": "signature",
    "LOCKED": "locked text",
}
_EXACT: frozenset[TokenKind] = frozenset(("PLACEHOLDER", "CODE", "QUOTE", "SIGNATURE", "LOCKED"))
_SLIPS = rf"""
    # As it was given out.
    \[\[ (?P<kind>[A-Z]{{2,12}}) _ (?P<number>[0-9]{{1,6}}) _TAG \]\]
    # With another case, space, bracket or escape; not from a backslash of the draft's own on.
    | (?! \\ \[\[ [A-Z]{{2,12}} _ [0-9]{{1,6}} _TAG \]\])
      (?: (?:\\?\[){{1,2}} [ ]{{0,3}} )?
      (?<![A-Z]) (?P<kind2>[A-Z]{{2,12}}) [ ]?\\?[ _-][ ]?
      (?P<number2>[0-9]{{1,6}}) [ ]?\\?[ _-][ ]?
      TAG (?![A-Z0-9])
      (?: [ ]{{0,3}} (?:\\?\]){{1,2}} )?
    | TAG
    | {TOKEN.pattern}
"""
_LICENSED_AT_MOST = 2
"""How often an answer may hold a token that the context licenses and the draft lacks."""


@dataclass(frozen=True, slots=True)
class Unmasked:
    """A restored answer and what is wrong with its tokens; spans are of the restored text."""

    text: str
    faults: tuple[Reason, ...]


def unmask(masked: Masked, answer: str) -> Unmasked:
    """Put the values back into an answer.

    Slips in case, spacing and brackets are repaired, since the tag leaves no doubt. A token that
    was lost, doubled or made up is a fault; nothing is put in its place.
    """
    known = {_name(token): token for token in masked.tokens}
    text, found, forged = _restore(answer, known, masked.tag)
    faults = [
        *(_forged(text, span) for span in forged),
        *(fault for token in masked.tokens for fault in _count(token, found.get(token.text, []))),
        *_misplaced(masked, text, found),
    ]
    return Unmasked(text, tuple(faults))


def _name(token: Token) -> tuple[str, int]:
    kind, number, _ = token.text.strip("[]").split("_")
    return kind, int(number)


def _restore(
    answer: str, known: dict[tuple[str, int], Token], tag: str
) -> tuple[str, dict[str, list[Span]], list[Span]]:
    """Return the restored text, the spans of each token's values in it, and those of forgeries."""
    parts: list[str] = []
    found: dict[str, list[Span]] = {}
    forged: list[Span] = []
    at = length = 0
    for match in _slips(tag).finditer(answer):
        kind, number = match["kind"] or match["kind2"], match["number"] or match["number2"]
        token = known.get((kind.upper(), int(number))) if number else None
        before = answer[at : match.start()]
        written = token.value if token else match.group()
        start = length + len(before)
        at, length = match.end(), start + len(written)
        parts += (before, written)
        (found.setdefault(token.text, []) if token else forged).append((start, length))
    return "".join(parts) + answer[at:], found, forged


def _slips(tag: str) -> re.Pattern[str]:
    """A token of this request however it was written; else its mere tag, or another's token."""
    return re.compile(_SLIPS.replace("TAG", tag), re.IGNORECASE | re.VERBOSE)


def _count(token: Token, spans: list[Span]) -> Iterator[Reason]:
    """Yield the fault of a token that stands too seldom or too often."""
    least = token.count if token.kind in _EXACT else min(token.count, 1)
    most = token.count
    if token.kind == "NAME":
        most += 1
    if not token.count:
        most = _LICENSED_AT_MOST if token.licensed else 0
    exact = token.kind == "PLACEHOLDER"
    if len(spans) < least:
        code: ReasonCode = "placeholder_missing" if exact else "fact_missing"
        message = f"The draft's {_CALLED[token.kind]} is missing: {token.value}"
        end = None if token.start is None else token.start + len(token.value)
        yield Reason(code, message, "draft", token.start, end, expected=token.value)
    for start, end in spans[most:]:
        code = "placeholder_added" if exact else "fact_added"
        why = "stands more often than in the draft" if token.count else "is not the agent's to give"
        message = f"This {_CALLED[token.kind]} {why}: {token.value}"
        yield Reason(code, message, "rewrite", start, end, found=token.value)


def _forged(text: str, span: Span) -> Reason:
    message = "This token stands for nothing in this request."
    return Reason("token_forged", message, "rewrite", *span, found=text[slice(*span)])


def _misplaced(masked: Masked, text: str, found: dict[str, list[Span]]) -> Iterator[Reason]:
    """Yield a fault if what the author locked no longer frames, in order, what may change."""
    locked = {token.text: token.value for token in masked.tokens if token.kind == "LOCKED"}
    if not locked:
        return
    drafted = [m.group() for m in TOKEN.finditer(masked.text) if m.group() in locked]
    answered = sorted((span, name) for name in locked for span in found.get(name, []))
    moved = [name for _, name in answered] != drafted
    if answered and masked.text.startswith(drafted[0]):
        moved = moved or bool(text[: answered[0][0][0]].strip())
    if answered and masked.text.endswith(drafted[-1]):
        moved = moved or bool(text[answered[-1][0][1] :].strip())
    if moved:
        yield Reason("fact_changed", "Text that the author locked has moved.", "rewrite")
