"""E-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guardrails.values import Fact

_EMAIL = re.compile(
    r"(?<![\w.+%@-])[\w+%-][\w.+%-]{0,63}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}", re.IGNORECASE
)


def find_emails(text: str) -> Iterator[Fact]:
    """Every address; the value is in small letters, as mail servers read it."""
    if "@" not in text:
        return
    for match in _EMAIL.finditer(text):
        yield Fact("email", match[0], match.start(), match.end(), match[0].casefold())
