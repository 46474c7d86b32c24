"""The forms that a template may ask for: of the verb, of the thing, of the one who speaks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from rewriting.rules_engine.inflection import base, gerund, is_base, is_past, is_plural, participle
from rewriting.rules_engine.words import grammar, verbs

Found = Mapping[str, str]
"""What stands in each slot of a pattern."""
Form = Callable[[Found, str], str | None]
"""Makes a form from what was found, for the slots of one number; None when it is not to be had."""


def _doing(found: Found, number: str) -> str | None:
    phrase = found.get(f"do{number}") or found.get(f"verb{number}") or _do(found, number)
    if not phrase:
        return None
    adverb = re.match(r"(?:just|simply|only|also|even|kindly|then) ", phrase)
    words = phrase[adverb.end() :] if adverb else phrase
    first, _, rest = words.partition(" ")
    # "send it and pay for it" would need both verbs changed: say it another way.
    for joined in re.finditer(r"(?:\b(?:and|or|then)|,) (?:then )?([a-z'-]+)", rest):
        if is_base(joined[1]):
            return None
    if not first.isalpha() and "-" not in first:
        return None
    return f"{gerund(first.lower())}{' ' if rest else ''}{rest}"


def _done(found: Found, number: str) -> str | None:
    phrase = found.get(f"verb{number}") or found.get(f"did{number}") or found.get(f"do{number}")
    if not phrase:
        return None
    first, _, particle = phrase.partition(" ")
    return f"{participle(first)}{' ' if particle else ''}{particle}"


def _do(found: Found, number: str) -> str | None:
    phrase = found.get(f"verb{number}") or found.get(f"done{number}") or found.get(f"did{number}")
    if not phrase:
        return None
    first, _, particle = phrase.partition(" ")
    joined = re.search(r"\b(?:and|or) (\w+)", found.get(f"rest{number}", ""))
    if joined and is_past(joined[1]) and f"verb{number}" not in found:
        return None  # "bought the plan or saved it": both verbs would have to change
    plain = first if f"verb{number}" in found else base(first)
    return f"{plain}{' ' if particle else ''}{particle}"


def _yours(found: Found, number: str) -> str | None:
    """What others do, said to the one who is to do it: "keep their badge" -> "keep your badge"."""
    phrase = found.get(f"do{number}")
    if not phrase or re.search(
        r"\b(?:and|or) (?:shall|must|have to|has to|need to|will)\b", phrase
    ):
        return None
    return re.sub(
        r"\b(?:their|his or her|his/her)\b", "your", re.sub(r"\bthe(?:y|m)\b", "you", phrase)
    )


def _firm(verbs: Callable[[], Sequence[str]]) -> Form:
    """The verb phrase if it begins with one of these verbs, and sets no number and no date."""

    def form(found: Found, number: str) -> str | None:
        phrase = found.get(f"do{number}", "")
        sets = re.search(r"\d|\b(?:by|until|within|before|at least|at most|every|all)\b", phrase)
        return phrase if phrase.split(" ", 1)[0].lower() in verbs() and not sets else None

    return form


def _agreeing(one: str, several: str) -> Form:
    def form(found: Found, number: str) -> str | None:
        thing = _named(found, number)
        return None if thing is None else several if is_plural(thing) else one

    return form


def _speaking(mine: str, ours: str) -> Form:
    def form(found: Found, number: str) -> str | None:
        speaker = found.get(f"we{number}") or found.get(f"our{number}")
        return None if speaker is None else mine if speaker.lower() in ("i", "my") else ours

    return form


def _named(found: Found, number: str) -> str | None:
    """The thing that a sentence is about, whichever slot it stands in."""
    return next(
        (t for slot in ("thing", "subject", "favour") if (t := found.get(slot + number))), None
    )


def _object(found: Found, number: str) -> str | None:
    thing = _named(found, number)
    return "them" if thing == "they" else thing


def _a_thing(found: Found, number: str) -> str | None:
    """A thing named without an article, ready to begin a sentence: "refund" -> "a refund"."""
    thing = _named(found, number)
    if not thing:
        return thing
    words = thing.lower().split()
    head = (words[: words.index("of")] if "of" in words[1:] else words)[-1]
    table = grammar().table
    bare = is_plural(thing) or head in table.uncountable or head.endswith(("ing", "ment", "ness"))
    if words[0] in table.determiners or words[0] in grammar().closed or bare or thing[0].isupper():
        return thing
    return f"{'an' if words[0][0] in 'aeiou' else 'a'} {thing}"


def _letters(found: Found, number: str) -> str | None:
    """A thing that can be answered: "two reminders from us", but not "the care label"."""
    thing = _named(found, number) or ""
    can = re.search(
        r"\b(?:letters?|reminders?|e-?mails?|messages?|calls?|requests?|notices?|warnings?|texts?)\b",
        thing,
        re.IGNORECASE,
    )
    return thing if can else None


def _certain(found: Found, number: str) -> str | None:
    """What is done, unless it is "anything": able to do anything promises too much."""
    phrase = found.get(f"do{number}", "")
    return phrase if phrase and not re.search(r"\bany", phrase) else None


def _different(found: Found, number: str) -> str | None:
    thing = _named(found, number)
    if not thing:
        return None
    return f"different {thing}" if is_plural(thing) else f"a different {thing}"


def _with_a_name(found: Found, number: str) -> str | None:
    """The thing, unless it is only pointed at: "the details are in them" says nothing."""
    thing = _named(found, number)
    return None if thing and thing.lower() in grammar().table.pronouns else thing


FORMS: Mapping[str, Form] = {
    "object": _object,
    "a_thing": _a_thing,
    "letters": _letters,
    "certain": _certain,
    "different": _different,
    "named": _with_a_name,
    "doing": _doing,
    "done": _done,
    "do": _do,
    "yours": _yours,
    "give": _firm(lambda: verbs().asked.give),
    "act": _firm(lambda: verbs().asked.act),
    "is": _agreeing("is", "are"),
    "isn't": _agreeing("isn't", "aren't"),
    "was": _agreeing("was", "were"),
    "wasn't": _agreeing("wasn't", "weren't"),
    "has": _agreeing("has", "have"),
    "hasn't": _agreeing("hasn't", "haven't"),
    "doesn't": _agreeing("doesn't", "don't"),
    "matters": _agreeing("matters", "matter"),
    "it": _agreeing("it", "them"),
    "they": _agreeing("it", "they"),
    "we": _speaking("I", "we"),
    "we're": _speaking("I'm", "we're"),
    "we've": _speaking("I've", "we've"),
    "haven't": _speaking("haven't", "haven't"),
    "us": _speaking("me", "us"),
    "our": _speaking("my", "our"),
}
