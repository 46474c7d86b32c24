"""Words: a text in small letters, contractions undone, each word with its place and its keys."""

from __future__ import annotations

import re
from typing import NamedTuple

from guardrails.clauses.concepts import Keys, find_phrases, is_content, keys_of
from guardrails.clauses.stems import stem

_WORD = re.compile(r"(?i:\be-mail)\w*|[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_NONE: Keys = frozenset()
# "non-refundable" denies as "not refundable" does.
_NON = re.compile(r"non(?!e|s)[a-z]{4,}")
# "Invoice no. 4417": facts are hidden where clauses are read.
_NUMBERED = re.compile(r"\.?\s?#|\.\s?[\d\x1f]")
_SAYING = frozenset(
    ("say", "said", "says", "answer", "answered", "mean", "means", "meant", "remains", "stays")
)
_CONTRACTED = {
    "can't": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "ain't": ("is", "not"),
    "let's": ("let", "us"),
    "cannot": ("can", "not"),
}
_ENDINGS = {
    "n't": "not",
    "'ll": "will",
    "'ve": "have",
    "'re": "are",
    "'m": "am",
    "'d": "would",
    "'s": "",  # "is", "has" or possessive: nothing that is compared
}


class Word(NamedTuple):
    """A word at [start, end) of its text; `content` says whether it says something by itself.

    `stem` is that of its `text`, `keys` what else it may be called, `joined` whether a hyphen
    ties it to the word before ("smoke-free").
    """

    text: str
    stem: str
    start: int
    end: int
    keys: Keys
    content: bool
    joined: bool


def read_words(text: str) -> tuple[Word, ...]:
    """The words of a text. Those of a contraction share their place."""
    parts: list[tuple[str, int, int]] = []
    for match in _WORD.finditer(text):
        word = match[0].lower().replace("e-mail", "email")
        if "'" in word or "\u2019" in word:
            undone = _undo(word.replace("\u2019", "'"))
            parts += ((part, *match.span()) for part in undone)
        elif word == "no" and _NUMBERED.match(text, match.end()) and _is_named(parts):
            parts.append(("number", *match.span()))
        elif _NON.fullmatch(word):
            parts += ((part, *match.span()) for part in ("non", word[3:]))
        else:
            parts.append((word, *match.span()))
    roots = [stem(part) for part, _, _ in parts]
    phrases = find_phrases(roots)
    words: list[Word] = []
    reach, shared, telling = 0, _NONE, False
    for index, (part, start, end) in enumerate(parts):
        if index >= reach and index in phrases:
            reach, shared = phrases[index]
            # A phrase of nothing but function words ("go back") speaks through its first word.
            telling = not any(is_content(word) for word, _, _ in parts[index:reach])
        held = shared if index < reach else _NONE
        own = is_content(part)
        content = own or (telling and bool(held) and index in phrases)
        keys = keys_of(part) if own else _NONE
        if held:
            keys |= held
        joined = text[max(0, start - 1) : start] == "-" and start > 1 and text[start - 2].isalpha()
        words.append(Word(part, roots[index], start, end, keys, content, joined))
    return tuple(words)


def _is_named(before: list[tuple[str, int, int]]) -> bool:
    """Whether a "no." abbreviates the number of what the words before it name."""
    return bool(before) and is_content(before[-1][0]) and before[-1][0] not in _SAYING


def _undo(word: str) -> tuple[str, ...]:
    if word in _CONTRACTED:
        return _CONTRACTED[word]
    for ending, full in _ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            bare = word[: -len(ending)]
            return (bare, full) if full else (bare,)
    return (word,)
