"""Which words a clause must hold for a pattern to be worth trying; most can be passed by."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ITEM = re.compile(r"\{[^}]*\}|\([^()]*(?:\([^()]*(?:\([^()]*\)[^()]*)*\)[^()]*)*\)\??|[^{}()]+")
_WORD = re.compile(r"[\w'$€£-]+")


def words_of(clause: str) -> frozenset[str]:
    """The words of a clause in small letters; "you'll" counts as "you" as well."""
    words = [word.lower() for word in _WORD.findall(clause)]
    return frozenset((*words, *(word.partition("'")[0] for word in words)))


def needed_words(pattern: str) -> frozenset[str]:
    """Words of which every clause that a pattern matches holds one; none when unknown."""
    choices = list(_choices(pattern))
    # The longest words are the rarest, and few choices are better than many.
    return min(choices, key=lambda words: (len(words), -min(map(len, words))), default=frozenset())


def _choices(pattern: str) -> Iterator[frozenset[str]]:
    items = _ITEM.findall(pattern)
    for i, item in enumerate(items):
        before = items[i - 1] if i else " "
        after = items[i + 1] if i + 1 < len(items) else " "
        if item.startswith("{") or item.endswith(")?"):
            continue
        if not item.startswith("("):
            yield from (frozenset((word,)) for word in _whole_words(item, before, after))
        elif before[-1] == " ":
            firsts = [_first_word(branch) for branch in _branches(item[1:-1])]
            if all(firsts):
                yield frozenset(firsts)


def _whole_words(text: str, before: str, after: str) -> Iterator[str]:
    for word in _WORD.finditer(text):
        joined = word.start() == 0 and before[-1] != " "
        goes_on = word.end() == len(text) and not _starts_apart(after)
        if not (joined or goes_on or text[word.end() : word.end() + 1] == "?" or "'" in word[0]):
            yield word[0].lower()


def _starts_apart(item: str) -> bool:
    """Whether what follows begins a new word: a space, or `('ll| will)` after "you"."""
    if item.startswith("("):
        return all(branch[:1] in (" ", "'") for branch in _branches(item.rstrip("?")[1:-1]))
    return item.startswith((" ", "'", ","))


def _first_word(branch: str) -> str:
    """The word that a branch begins with; "" when that is not fixed."""
    word = re.match(r"([\w-]+)(?=[ ,']|$)", branch)
    return word[1].lower() if word else ""


def _branches(group: str) -> list[str]:
    """The branches of a choice, split outside of inner groups."""
    branches, depth = [""], 0
    for letter in group:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "|" and not depth:
            branches.append("")
        else:
            branches[-1] += letter
    return branches
