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

    `count` is how often the draft holds it. `licensed` says whether an answer may hold it at all:
    what only the customer wrote is licensed as a name or an id, never as a link or a contact.
    """

    text: str
    kind: TokenKind
    value: str
    count: int
    licensed: bool


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
        """Put tokens in place of their values, so that any text about the request may be shown."""
        values = {token.value: token.text for token in self.tokens}
        pattern = any_value(values)
        return pattern.sub(lambda found: values[found.group()], text) if pattern else text


def any_value(values: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern for any of the values as whole words, the longest first; None for none."""
    ordered = sorted(values, key=len, reverse=True)
    return re.compile("|".join(map(_bounded, ordered))) if ordered else None


def _bounded(value: str) -> str:
    before = r"(?<!\w)" if value[0].isalnum() else ""
    after = r"(?!\w)" if value[-1].isalnum() else ""
    return f"{before}{re.escape(value)}{after}"
