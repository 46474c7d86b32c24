"""Language: whether a text is confidently not English.

Function words decide, since no text of some length does without them; for other scripts their share
of the letters. A text that leaves a doubt counts as English: refusing a draft wrongly is worse than
checking one in vain.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from unicodedata import normalize

from guardrails.folding import fold
from guardrails.protected import find_protected
from guardrails.wordlists import load_words

_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"(?<=[\w,'\u2019-] )[A-Z\u00c0-\u00de][^\W\d_]+")
"""A word with a capital inside a sentence."""
_LATIN = re.compile(
    r"[A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff\uff21-\uff5a\U0001d400-\U0001d7ff]"
)
_FULL_STOP = re.compile(r"[\u3002\uff61]")
"""The full stops of scripts that put no blank behind them: between two words they join no link."""
_IDEOGRAM = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_FOREIGN_SHARE = 0.6
"""Share of the letters in another script from which a text is in that script."""
_LETTERS, _CLEAR_LETTERS, _IDEOGRAMS = 10, 5, 4
"""How much of another script there must be to be sure, and how much of it beyond any look-alike."""
_SHORT, _SHORT_SHARE, _SHARE = 3, 0.5, 0.34
"""A language's function words must be half of the words of a short text that holds just three of
them, and a third of a longer text: a menu or a street has some too."""
_ENGLISH_PER_HIT = 0.2
"""English function words beside each of those that leave no doubt yet."""
_PLAINLY_ENGLISH = 0.3
"""Share of English function words from which nothing else need be looked at."""


def is_unsupported_language(text: str) -> bool:
    """Whether the agent's own words in `text` are confidently in another language than English."""
    words = _read_words(text)
    if len(words) and _count_english(words) >= _PLAINLY_ENGLISH * len(words):
        return False
    own = _own_words(text)
    return _is_foreign_script(own) or _has_foreign_words(_read_words(own))


def _own_words(text: str) -> str:
    """The text without what it quotes, links to or fills in."""
    text = _FULL_STOP.sub(". ", text)
    parts, at = [], 0
    for span in find_protected(text):
        parts.append(text[at : span.start])
        at = span.end
    return " ".join((*parts, text[at:]))


def _is_foreign_script(text: str) -> bool:
    """Count letters by word: one that mixes scripts is a disguise.

    One that folds to plain letters ("не") may be; it counts only beside words that cannot be.
    """
    letters = foreign = alike = ideograms = 0
    for word in _WORD.findall(text):
        if word.isascii() or _LATIN.search(word):
            letters += len(word)
        elif fold(word).text.isascii():
            alike += len(word)
        else:
            foreign += len(word)
            ideograms += len(_IDEOGRAM.findall(word))
    if foreign < _FOREIGN_SHARE * (letters + foreign):
        return False
    return (foreign >= _CLEAR_LETTERS and foreign + alike >= _LETTERS) or ideograms >= _IDEOGRAMS


def _has_foreign_words(words: list[str]) -> bool:
    hits = Counter(language for word in words for language in _languages().get(word, ()))
    most = max(hits.values(), default=0)
    share = _SHARE if most > _SHORT else _SHORT_SHARE
    return (
        most >= max(_SHORT, share * len(words)) and _count_english(words) <= _ENGLISH_PER_HIT * most
    )


def _read_words(text: str) -> list[str]:
    """The words of a text in small letters. Names are left out."""
    if not text.isascii():
        text = normalize("NFC", text)
    if not text.isupper():
        text = _NAME.sub("#", text)
    return _WORD.findall(text.lower())


def _count_english(words: list[str]) -> int:
    english = _english()
    return sum(word in english for word in words)


@cache
def _english() -> frozenset[str]:
    return frozenset(load_words("languages")["english"])


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    """Every foreign function word with its languages."""
    found: dict[str, list[str]] = {}
    for language, words in _foreign():
        for word in words:
            if word not in _english():
                found.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in found.items()}


def _foreign() -> Iterable[tuple[str, tuple[str, ...]]]:
    return (pair for pair in load_words("languages").items() if pair[0] != "english")
