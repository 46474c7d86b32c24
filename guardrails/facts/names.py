"""Names of people, firms, products and places: the given ones, and words written as names.

A word is written as a name when it has a capital although no sentence begins with it, or a capital
inside ("DrawDesk"). The first word of a sentence tells nothing, so it is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guardrails.facts.lists import load_list
from guardrails.facts.units import read_unit
from guardrails.values import Fact

_WORD = r"[^\W\d_][\w&]*(?:['\u2019-][^\W\d_]\w*)*"
_TOKEN = re.compile(_WORD)
_LISTS = load_list("names")
_COMMON = {word.casefold() for words in _LISTS.values() for word in words}
_GREETING = re.compile(
    r"(?:^|\n)\s*(?:hello|hi|hey|dear|good\s\w+)\b[^.!?\n]{0,60},\s\Z", re.IGNORECASE
)
_OPENS_SENTENCE = re.compile(
    r"(?:^|[.!?:;\u2026\n|>\u2022\x1f]|\d[.)]|[-\u2013\u2014*]\s)[\s\"'\u201c\u201d\u2018\u2019(\[*_#>-]*$"
)
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Mx|Dr|Prof)\.\s$")  # their full stop ends no sentence
_POSSESSIVE = re.compile(r"['\u2019]s?$")
_CONTRACTED = re.compile(r"(?:n['\u2019]t|['\u2019](?:m|d|ll|ve|re|s))$", re.IGNORECASE)


def find_names(text: str, names: Iterable[str] = ()) -> Iterator[Fact]:
    """Every given name, and every run of words written as names; the value is in small letters."""
    taken: list[tuple[int, int]] = []
    known = [name.strip() for name in names if name.strip()]
    if known:
        # The longest first, in whatever capitals: `any_of` tells those apart.
        either = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
        either = either.replace(r"\ ", r"\s+")
        for match in re.finditer(rf"(?<!\w)(?:{either})(?!\w)", text, re.IGNORECASE):
            taken.append(match.span())
            yield Fact("name", match[0], *match.span(), _value(match[0]))
    for start, end in _runs(text):
        if not any(start < e and s < end for s, e in taken):
            yield Fact("name", text[start:end], start, end, _value(text[start:end]))


def bare_word(word: str) -> str:
    """A word in small letters without its possessive ending."""
    may_end = "'" in word or "\u2019" in word
    return (_POSSESSIVE.sub("", word) if may_end else word).casefold()


def words_of(text: str) -> frozenset[str]:
    """The words of a text in small letters, without the endings of possessive and plural.

    "Ctrl-Alt-Del" has three: what joins them is a matter of style.
    """
    return frozenset(
        bare_word(part).removesuffix("s")
        for match in _TOKEN.finditer(text)
        for part in match[0].split("-")
        if part
    )


def _runs(text: str) -> Iterator[tuple[int, int]]:
    start = end = -1
    for match in _TOKEN.finditer(text):
        if match[0].islower() or not _is_name(text, match):
            continue
        if start >= 0 and text[end : match.start()] == " ":
            end = match.end()
            continue
        if start >= 0:
            yield start, end
        start, end = match.span()
    if start >= 0:
        yield start, end


def _is_name(text: str, match: re.Match[str]) -> bool:
    word = _POSSESSIVE.sub("", match[0])
    if not any(c.isupper() for c in word) or _is_common(match[0]) or read_unit(word):
        return False
    if any(c.isupper() for c in word[1:]) and any(c.islower() for c in word):
        return True  # a capital inside: a name wherever it stands
    return word[0].isupper() and not _opens_sentence(text, match.start())


def _is_common(word: str) -> bool:
    """Whether a word names nobody, also one that is contracted: "I'm", "Don't"."""
    small = word.casefold()
    if small in _COMMON:
        return True
    return not _COMMON.isdisjoint((bare_word(word), _CONTRACTED.sub("", small)))


def _opens_sentence(text: str, at: int) -> bool:
    """Whether a sentence begins here, also behind "Hello Ann, "."""
    if _OPENS_SENTENCE.search(text, max(0, at - 12), at):
        return not _TITLE.search(text, max(0, at - 6), at)
    return text[max(0, at - 2) : at] == ", " and bool(_GREETING.search(text[max(0, at - 90) : at]))


def _value(text: str) -> str:
    return " ".join(bare_word(word) for word in text.split())
