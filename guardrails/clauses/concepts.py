"""Concepts: words and phrases that mean the same in a support reply share a key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from guardrails.clauses.stems import stem
from guardrails.facts.lists import load_list

Keys = frozenset[str]

_GROUPS: list[list[str]] = load_list("concepts", __package__)["groups"]
_FUNCTION = frozenset(map(stem, load_list("function_words", __package__)["words"]))
_PRONOUNS = frozenset(
    map(stem, ("it", "them", "that", "this", "these", "one", "him", "her", "me", "you"))
)


def _read_groups() -> dict[tuple[str, ...], set[str]]:
    keys: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for number, group in enumerate(_GROUPS):
        for phrase in group:
            keys[tuple(map(stem, phrase.replace("-", " ").split()))].add(f"={number}")
    return dict(keys)


_KEYS = _read_groups()
_LONGEST: dict[str, int] = {}
for _phrase in _KEYS:
    _LONGEST[_phrase[0]] = max(len(_phrase), _LONGEST.get(_phrase[0], 1))


@lru_cache(maxsize=20_000)
def is_content(word: str) -> bool:
    """Whether a word in small letters says something by itself."""
    return len(word) > 1 and stem(word) not in _FUNCTION


@lru_cache(maxsize=20_000)
def keys_of(word: str) -> Keys:
    """What one word in small letters stands for: its stem and its concepts."""
    root = stem(word)
    return frozenset({root, *_KEYS.get((root,), ())})


def find_phrases(roots: Sequence[str]) -> dict[int, tuple[int, Keys]]:
    """The phrases in a row of stems: index of the first -> (index after the last, concepts).

    A pair may hold a pronoun inside: "pick it up".
    """
    found = {}
    for start, root in enumerate(roots):
        longest = _LONGEST.get(root, 1)
        if longest == 1:
            continue
        for length in range(longest, 1, -1):
            if keys := _KEYS.get(tuple(roots[start : start + length])):
                found[start] = (start + length, frozenset(keys))
                break
        else:
            last = roots[start + 2 : start + 3]
            apart = longest > 1 and bool(last) and roots[start + 1] in _PRONOUNS
            if apart and (keys := _KEYS.get((root, *last))):
                found[start] = (start + 3, frozenset(keys))
    return found
