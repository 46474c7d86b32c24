"""The forms of English verbs and the number of things, by spelling and a table of exceptions."""

from __future__ import annotations

import re
from functools import cache

from rewriting.rules_engine.words import grammar, verbs

_VOWEL_THEN_CONSONANT = re.compile(r"[^aeiou][aeiou][bdfgklmnprtvz]$|^[aeiou][bdfgklmnprtvz]$")
_SYLLABLE = re.compile(r"[aeiouy]+")
_PAST, _PARTICIPLE = 0, 1


def gerund(base: str) -> str:
    """Refund -> refunding, make -> making, submit -> submitting, tie -> tying."""
    if base.endswith("ie"):
        return f"{base[:-2]}ying"
    if base.endswith("e") and base != "be" and not base.endswith(("ee", "oe", "ye")):
        return f"{base[:-1]}ing"
    return f"{_doubled(base)}ing"


def participle(verb: str) -> str:
    """The participle of a plain form or of a past form: send, sent -> sent; entered -> entered."""
    word = verb.lower()
    forms = verbs().irregular.get(word)
    if forms:
        return forms[_PARTICIPLE]
    of_past = _participles_by_past().get(word)
    if of_past:
        return of_past
    return word if is_past(word) else _regular_past(word)


def base(verb: str) -> str:
    """The plain form of a past form or a participle: sent -> send, entered -> enter."""
    word = verb.lower()
    if word in _bases_by_form():
        return _bases_by_form()[word]
    if not word.endswith("ed"):
        return word
    known = verbs().bases.known
    stem = word[:-2]
    for candidate in (stem, f"{stem}e", stem[:-1], f"{stem[:-1]}y"):
        if candidate in known and _regular_past(candidate) == word:
            return candidate
    if stem.endswith("i"):
        return f"{stem[:-1]}y"
    return f"{stem}e" if re.search(r"(?:at|iz|is|[vcgus]|[^aeiou]l|rs)$", stem) else stem


def third_person(plain: str) -> str:
    """Send -> sends, match -> matches, try -> tries."""
    if plain in ("be", "have", "do", "go"):
        return {"be": "is", "have": "has", "do": "does", "go": "goes"}[plain]
    if re.search(r"(?:s|x|z|ch|sh)$", plain):
        return f"{plain}es"
    return f"{plain[:-1]}ies" if re.search(r"[^aeiou]y$", plain) else f"{plain}s"


def is_past(word: str) -> bool:
    """Whether a word can be the past form of a verb."""
    word = word.lower()
    if word in verbs().spelling.not_past:
        return False
    return word in _participles_by_past() or (len(word) > 3 and word.endswith("ed"))


def is_base(word: str) -> bool:
    """Whether a word is known as the plain form of a verb."""
    word = word.lower()
    return word in verbs().irregular or word in verbs().bases.known


def is_plural(thing: str) -> bool:
    """Whether a thing takes "are": "the two logins", "you", "Kim and Lee"."""
    table = grammar().table
    words = [word for word in re.split(r"\s+", thing.lower().strip(" ,")) if word]
    if not words:
        return False
    if words[0] in ("these", "those", "both", "you", "we", "they", "them"):
        return True
    if (
        words[0] in ("this", "that", "it", "every", "each", "a", "an", "one")
        or words[0][0] in "$€£"
    ):
        return False
    links = {"of", *table.prepositions}
    to = next((i for i, word in enumerate(words) if i and word in links), len(words))
    head = words[to - 1].strip("\"'\u201d\u2019")
    counted = words[0][0].isdigit() or words[0] in table.counts
    if counted and (head in table.stretches or len(words) == 1):
        return False  # a stretch of time: "three weeks is a lot"
    if "and" in words[:to] or head in table.plural:
        return True
    return (
        head.endswith("s") and not head.endswith(("ss", "us", "'s")) and head not in table.singular
    )


def _regular_past(plain: str) -> str:
    if plain.endswith("e"):
        return f"{plain}d"
    if re.search(r"[^aeiou]y$", plain):
        return f"{plain[:-1]}ied"
    return f"{_doubled(plain)}ed"


def _doubled(plain: str) -> str:
    """The plain form as it stands before -ing and -ed: stop -> stopp, submit -> submitt."""
    single = len(_SYLLABLE.findall(plain)) == 1
    doubles = plain in verbs().spelling.doubling
    return (
        plain + plain[-1] if doubles or (single and _VOWEL_THEN_CONSONANT.search(plain)) else plain
    )


@cache
def _participles_by_past() -> dict[str, str]:
    return {forms[_PAST]: forms[_PARTICIPLE] for forms in verbs().irregular.values()}


@cache
def _bases_by_form() -> dict[str, str]:
    return {
        form: plain
        for plain, forms in verbs().irregular.items()
        for form in forms
        if form not in verbs().irregular
    }
