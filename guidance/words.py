"""Words that many patterns share, called by name: `<we> <adverb?> don't offer`."""

from __future__ import annotations

import re
from collections.abc import Mapping

# A name between angle brackets. With `?` it may be left out together with the space before it,
# or after it where none stands before.
_CALL = re.compile(r"(?P<before> ?)<(?P<name>[a-z_]+)(?P<optional>\??)>(?P<after> ?)")


class UnknownWordsError(ValueError):
    """A pattern calls for words that `words.toml` does not hold."""


def spell_out(pattern: str, words: Mapping[str, str]) -> str:
    """Put the words in the place of their names; UnknownWordsError names the known ones."""

    def replace(call: re.Match[str]) -> str:
        before, name, optional, after = call.groups()
        if name not in words:
            raise UnknownWordsError(f"no words are called <{name}>; known: {', '.join(words)}")
        if not optional:
            return f"{before}{words[name]}{after}"
        return f"( {words[name]})?{after}" if before else f"({words[name]}{after})?"

    return _CALL.sub(replace, pattern)
