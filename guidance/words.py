"""Words that many patterns share, called by name: `<we> <adverb?> don't offer`."""

from __future__ import annotations

import re
from collections.abc import Mapping

# A name between angle brackets. With `?` it is optional, and so is the space before it.
_CALL = re.compile(r" ?<([a-z_]+)\?>|<([a-z_]+)>")


class UnknownWordsError(ValueError):
    """A pattern calls for words that `words.toml` does not hold."""


def spell_out(pattern: str, words: Mapping[str, str]) -> str:
    """Put the words in the place of their names; UnknownWordsError names the known ones."""

    def replace(call: re.Match[str]) -> str:
        name = call[1] or call[2]
        if name not in words:
            raise UnknownWordsError(f"no words are called <{name}>; known: {', '.join(words)}")
        if call[1] is None:
            return words[name]
        space = " " if call[0].startswith(" ") else ""
        return f"({space}{words[name]})?"

    return _CALL.sub(replace, pattern)
