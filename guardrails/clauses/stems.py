"""Light stemming: the forms of a word share one stem, good enough to compare, never to show."""

from __future__ import annotations

import re
from functools import lru_cache

from guardrails.facts.lists import load_list

_IRREGULAR: dict[str, str] = load_list("irregular", __package__)["forms"]
_AGAIN = 5
"""Letters of a longest word that only looks as if it began with "re": "reset" is regular."""
_VOWEL = re.compile(r"[aeiouy]")
# "colour" and "color", "organise" and "organize" are one word.
_AMERICAN = {"our": "or", "is": "iz", "ys": "yz"}
_BRITISH = re.compile(
    r"(?<=[a-z]{2})(our(?=s?$|ed$|ing$|ful$)|is(?=es?$|ed$|ing$|ation)|ys(?=es?$|ed$|ing$))"
)
# Endings in the order they are tried, with the letters that must be left before them.
_ENDINGS = (
    ("ations", 4),
    ("ation", 4),
    ("ments", 3),
    ("ment", 3),
    ("ances", 4),
    ("ance", 4),
    ("ences", 4),
    ("ence", 4),
    ("ables", 4),
    ("able", 3),
    ("ible", 4),
    ("ness", 3),
    ("ions", 4),
    ("ion", 4),
    ("als", 4),
    ("al", 4),
    ("ings", 3),
    ("ing", 3),
    ("ed", 3),
    ("ly", 4),
)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a word in small letters: "refunded", "refunds" and "refundable" -> "refund"."""
    word = _plain_form(word)
    word = _BRITISH.sub(lambda found: _AMERICAN[found[1]], word)
    bare = _without_plural(word)
    word = _plain_form(bare)
    for ending, least in _ENDINGS:
        left = word[: -len(ending)]
        if word.endswith(ending) and len(left) >= least and _VOWEL.search(left):
            word = left
            break
    if len(word) > 4 and word[-1] == "y":
        return word[:-1]
    if len(word) > 3 and word[-1] in "ei":
        word = word[:-1]
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "eo":
        word = word[:-1]  # "cancelled" and "cancel", "calling" and "call"
    return word


def _plain_form(word: str) -> str:
    """The plain form of an irregular word, also behind "re": "remade" as "made"."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    again = _IRREGULAR.get(word[2:]) if word.startswith("re") and len(word) > _AGAIN else None
    return f"re{again}" if again else word


def is_past(word: str) -> bool:
    """Whether a word in small letters has the form of a past participle: "sent", "closed"."""
    return word.endswith("ed") or (word in _IRREGULAR and not word.endswith("s"))


def _without_plural(word: str) -> str:
    if len(word) < 4 or not word.endswith(("s", "ied")) or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith(("ies", "ied")):
        return word[:-3] + "y"
    if word.endswith(("xes", "zes", "ches", "shes", "sses")):
        return word[:-2]
    return word[:-1]
