"""Tokens: what stands in a masked text for what must not leave, and the table that leads back.

A token reads `[[URL_1_k7qx]]`: its kind, its number within the kind and the tag of the request. It
is plain ASCII that models copy reliably, and the tag occurs nowhere in the request, so no text can
hold a token by chance or by design.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from guardrails.invisible import strip_invisible
from guardrails.values import Span

TokenKind = Literal[
    "PLACEHOLDER",
    "URL",
    "EMAIL",
    "PHONE",
    "CARD",
    "IBAN",
    "ID",
    "NAME",
    "CODE",
    "QUOTE",
    "SIGNATURE",
    "LOCKED",
]

TOKEN = re.compile(r"\[\[[ ]{0,3}[A-Za-z]{2,12}[ _-][0-9]{1,6}[ _-][A-Za-z0-9]{1,12}[ ]{0,3}\]\]")
"""What looks like a token of any request."""


class MaskingFailed(Exception):
    """A text could not be masked so that it comes back: nothing of it may leave for a model."""


@dataclass(frozen=True, slots=True)
class Token:
    """A stand-in and what it stands for.

    `count` is how often the draft holds it, `start` where it does first. `licensed` says whether an
    answer may hold it at all: what only the customer wrote is licensed as a name or an id, never as
    a link or a contact.
    """

    text: str
    kind: TokenKind
    value: str
    count: int
    licensed: bool
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Masked:
    """A request as a model may see it, with the table of its tokens."""

    text: str
    tokens: tuple[Token, ...]
    tag: str
    customer_message: str | None = None
    facts: tuple[str, ...] = ()
    agent_name: str | None = None

    def hide(self, text: str) -> str:
        """Put tokens in place of their values, so that any text about the request may leave too."""
        text = strip_invisible(text)
        tokens = {token.value: token.text for token in self.tokens}
        parts: list[str] = []
        at = 0
        for start, end in find_values(text, tokens):
            parts += (text[at:start], tokens[text[start:end]])
            at = end
        return "".join((*parts, text[at:]))


def find_values(text: str, values: Iterable[str], masked: Iterable[Span] = ()) -> list[Span]:
    """Return the spans of the values as whole words, in order; of overlapping ones the longest.

    What is `masked` already, or found here, holds no value and ends the word beside it.
    """
    taken = bytearray(len(text))
    for start, end in masked:
        taken[start:end] = b"\1" * (end - start)
    ordered = sorted(values, key=len, reverse=True)
    found: list[Span] = []
    before = -1
    while len(found) > before:  # a value that was found may end the word that hid another
        before = len(found)
        for value in ordered:
            start = text.find(value)
            while start >= 0:
                end = start + len(value)
                if not any(taken[start:end]) and _stands_alone(text, start, end, taken):
                    found.append((start, end))
                    taken[start:end] = b"\1" * (end - start)
                start = text.find(value, start + 1)
    return sorted(found)


def _stands_alone(text: str, start: int, end: int, taken: bytearray) -> bool:
    """Whether what stands at [start, end) is no part of a longer word."""

    def in_word(at: int) -> bool:
        inside = 0 <= at < len(text) and not taken[at]
        return inside and (text[at].isalnum() or text[at] == "_")

    joined_before = in_word(start) and in_word(start - 1)
    return not (joined_before or (in_word(end - 1) and in_word(end)))
