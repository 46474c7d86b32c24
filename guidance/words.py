"""Words that many patterns share, called by name: `<we> <adverb?> don't offer`."""

from __future__ import annotations

import re
from collections.abc import Mapping

Words = str | tuple[str, ...]
"""A pattern, or a list of patterns to choose from."""

# A name between angle brackets. With `?` it may be left out together with the space before it,
# or after it where none stands before.
_CALL = re.compile(r"(?P<before> ?)<(?P<name>[a-z_]+)(?P<optional>\??)>(?P<after> ?)")


class UnknownWordsError(ValueError):
    """A pattern calls for words that are not there."""


def spell_out(pattern: str, words: Mapping[str, Words]) -> tuple[str, ...]:
    """Put the words in the place of their names; UnknownWordsError names the known ones.

    A pattern that is nothing but the name of a list becomes the patterns of that list.
    """

    def replace(call: re.Match[str]) -> str:
        before, name, optional, after = call.groups()
        found = _find(name, words)
        text = found if isinstance(found, str) else f"({'|'.join(found)})"
        if not optional:
            return f"{before}{text}{after}"
        return f"( {text})?{after}" if before else f"({text}{after})?"

    whole = _CALL.fullmatch(pattern)
    found = _find(whole["name"], words) if whole else pattern
    patterns = (found,) if isinstance(found, str) else found
    return tuple(_CALL.sub(replace, one) for one in patterns)


def _find(name: str, words: Mapping[str, Words]) -> Words:
    if name not in words:
        raise UnknownWordsError(f"no words are called <{name}>; known: {', '.join(words)}")
    return words[name]
