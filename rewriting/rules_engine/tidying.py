"""Hasty spelling put right, so that what the engine touches reads as careful as what it adds."""

from __future__ import annotations

import re
from functools import cache

from rewriting.rules_engine.inflection import is_past
from rewriting.rules_engine.words import grammar, spelling, verbs

_APOSTROPHES = re.compile(r"(?<=\w)[\u2018\u2019\u02bc\u00b4`](?=\w)|(?<=s)\u2019(?=\s)")
# A word inside a code span, a path or an address is not ours to spell.
_WORD = r"(?<![\w'./@\\-])(?:{})(?![\w'/@\\-]|\.\w)"
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
_CLOSED = re.compile(r"[.!?:;,\u2026\])\"'\u201d]$")
_LAST_PART = re.compile(r"[.!?,] ")
_ASKS = re.compile(
    r"(?:what|which|when|where|who|how|why|shall|would|could|can|may|do|does|did|is|are|have|has|"
    r"want me)\b",
    re.IGNORECASE,
)
_UR = re.compile(
    r"\b(?P<you>[Uu])r(?= (?:\w+ing|not|so|too|very|just|only|still|welcome|right|wrong|late)\b)"
)
"""The "ur" that stands for "you're"."""
_ITS = re.compile(r"\b(?P<it>[Ii]t)s(?= (?P<word>\w+))")
_INVISIBLE = re.compile(r"[\u200b\u200c\u2060\ufeff\u00ad]")
_MOOD = re.compile(
    r"[ \t]*(?:(?:[\U0001F600-\U0001F64F\U0001F910-\U0001F92F\U0001F937\U0001F970-\U0001F97A]|"
    r"(?<!\w)[:;]-?[)(DPp](?!\w))[\ufe0f\u200d\u2640\u2642\U0001F3FB-\U0001F3FF]*)+"
)


def straighten(text: str) -> str:
    """Make apostrophes inside words straight and runs of blanks single; invisible characters go."""
    return _SPACES.sub(" ", _APOSTROPHES.sub("'", _INVISIBLE.sub("", text)))


def spell_out(text: str) -> str:
    """Write chat shorthand as words: "u need 2" -> "you need 2", "dont" -> "don't", "tbh" -> ""."""
    text = _shorthand().sub("", text)
    text = _UR.sub(lambda ur: "You're" if ur["you"] == "U" else "you're", text)
    text = _hasty().sub(_spelt, text)
    return _ITS.sub(_its_spelt, text)


def _its_spelt(match: re.Match[str]) -> str:
    """The "its" of "its packed" stands for "it's", that of "its own" for itself."""
    following = match["word"].lower()
    says = following in spelling().its.before or is_past(following)
    return f"{match['it']}'s" if says else match[0]


def without_mood(text: str) -> str:
    """Take out smileys and shrugs, which read as mockery beside bad news; they end a sentence."""

    def ended(mood: re.Match[str]) -> str:
        before, after = text[: mood.start()], text[mood.end() :]
        return "." if before[-1:].isalnum() and after.lstrip(" ")[:1].isalnum() else ""

    return _MOOD.sub(ended, text)


def capitalised(text: str) -> str:
    """Give the first letter a capital: `"yes"` -> `"Yes"`; a token or a number stays."""
    at = re.search(r"[^\W\d_]", text)
    if not at or text[: at.start()].strip("\"'\u201c\u2018([*_ "):
        return text
    word = re.match(r"[\w.@/\\-]+", text[at.start() :])
    if word and re.search(r"[A-Z]|[.@/\\]\w", word[0][1:]):
        return text  # iPhone, example.com
    return text[: at.start()] + text[at.start()].upper() + text[at.start() + 1 :]


def punctuated(text: str) -> str:
    """Close a sentence that was left open, with a question mark if it asks."""
    if _CLOSED.search(text):
        return text
    return f"{text}{'?' if _ASKS.match(_LAST_PART.split(text)[-1]) else '.'}"


def lowered(text: str) -> str:
    """Make the first letter small where it is large only because a sentence begins there."""
    word = re.match(r"[A-Z][a-z']*(?![\w@.\\/])", text)
    if not word or word[0] in ("I", "I'm", "I've", "I'd", "I'll"):
        return text
    small = word[0].lower()
    plain = small.split("'")[0]
    common = plain in _common() or (
        re.search(_COMMON_ENDING, small) and plain not in grammar().table.names_in_s
    )
    return small + text[word.end() :] if common else text


_COMMON_ENDING = (
    r"(?:ing|ed|tions?|ments?|ness|ity|ages?|ances?|ences?|ly|ables?|ous|ive|ful|less|[^s']s)$"
)
"""Endings of words that are hardly ever names."""


@cache
def _common() -> frozenset[str]:
    """Words that are never names."""
    table = grammar()
    return frozenset(
        {
            *table.closed,
            *table.table.determiners,
            *table.table.subordinators,
            *verbs().bases.known,
            *verbs().irregular,
            *table.table.uncountable,
            *table.table.counts,
            *table.table.common,
        }
    )


def _spelt(match: re.Match[str]) -> str:
    found = match[0]
    better = spelling().words[found.lower()]
    return capitalised(better) if found[0].isupper() and len(found) > 1 else better


@cache
def _hasty() -> re.Pattern[str]:
    # Capitals alone ("IM", "R") may be a name or a mark, so only small or leading capitals count.
    words = sorted(spelling().words, key=len, reverse=True)
    forms = (re.escape(word) for word in words)
    return re.compile(
        _WORD.format(
            "|".join(
                f"[{f[0]}{f[0].upper()}]{f[1:]}" if f[0].isalpha() and len(f) > 1 else f
                for f in forms
            )
        )
    )


@cache
def _shorthand() -> re.Pattern[str]:
    words = "|".join(spelling().shorthand.drop)
    return re.compile(
        rf"(?:,? |^)(?:{words})(?![\w'-])[!,]?(?=[ .!?,;)\n]|$)", re.IGNORECASE | re.MULTILINE
    )
