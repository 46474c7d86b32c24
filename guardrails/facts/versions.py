"""Versions of software: "v2.3", "version 4.2", "2.3.1", "10.0.1-rc2"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guardrails.values import Fact

_NUMBER = r"\d{1,5}(?:\.\d{1,6}){1,4}(?:[-.]?(?:alpha|beta|rc|pre|build|b|a|p)\.?\d{0,4})?"
_VERSION = re.compile(
    rf"(?<![\w.$€£-])(?:v\.?\s?|ver(?:sion|\.)?\s|release\s|build\s|firmware\s)(?P<named>{_NUMBER}|\d{{1,6}})(?![\w%])"
    rf"|(?<![\w.$€£,-])(?!\d{{3}}\.\d{{3}}\.\d{{4}}\b)(?P<plain>\d{{1,5}}(?:\.\d{{1,6}}){{2,4}}(?:-?(?:alpha|beta|rc)\.?\d{{0,4}})?)(?![\w%])",
    re.IGNORECASE,
)
_MAY_BE_VERSION = re.compile(
    r"\d(?:\.\d{1,6}\.\d|(?<=v\d)|(?<=v[.\s]\d)|(?<=v\.\s\d)|(?<=ver\s\d)|(?<=ver\.\s\d)"
    r"|(?<=version\s\d)|(?<=release\s\d)|(?<=build\s\d)|(?<=firmware\s\d))",
    re.IGNORECASE,
)
"""How the number of either form begins: far quicker to look for."""


def find_versions(text: str) -> Iterator[Fact]:
    """Every version; the value is its digits and dots, so that 3.10 is never 3.1."""
    if not _MAY_BE_VERSION.search(text):
        return
    for match in _VERSION.finditer(text):
        group = "named" if match["named"] else "plain"
        yield Fact(
            "version", match[group], match.start(group), match.end(group), match[group].casefold()
        )
