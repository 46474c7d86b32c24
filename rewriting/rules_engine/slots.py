"""Patterns with slots: `you (forgot|failed) to {verb} {thing}{rest}`, and the better words for them.

A pattern is written like a rule's (literals, `(a|b)`, `x?`, `[abc]`) with slots in braces. It speaks
of a whole clause; what is found in the slots fills the template, in the form that the template asks
for: `{doing}` is the -ing form of `{do}`, `{wasn't}` agrees with `{thing}`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from rewriting.rules_engine.inflection import (
    base,
    gerund,
    is_base,
    is_past,
    is_plural,
    participle,
)
from rewriting.rules_engine.needing import needed_words
from rewriting.rules_engine.words import grammar, shared, verbs

_SLOT = re.compile(r"\{([a-z'_]+)(\d?)\}", re.IGNORECASE)
_SHARED = re.compile(r"<([a-z_]+)>")
_WORD = r"[^\s,;:()\"“”]+"


class SlotError(ValueError):
    """A pattern or template that is not written as the guidance writes them; says what is wrong."""


Found = Mapping[str, str]


@cache
def _slot_patterns() -> dict[str, str]:
    closed = "|".join(sorted(map(re.escape, grammar().closed - {"right", "need"}), key=len, reverse=True))
    first = rf"(?:(?:no|any|all|the|a|an|your|our|my|this|that|these|those|his|her|their|its|some|both|each|every)\s)*(?!(?:{closed})\b){_WORD}"
    more = rf"(?:\s(?!(?:{closed})\b|\w+\s(?:times|days|weeks|hours|minutes)\b){_WORD}|\sof(?:\s(?:the|a|an|your|our|my))?\s(?!(?:{closed})\b){_WORD})"
    quoted = r"[\"“][^\"“”]{1,80}[\"”]"
    thing = rf"(?:{first}{more}{{0,7}}(?:\s{quoted})?|{quoted}|it|this|that|them|they|these|those)"
    prepositions = "|".join(p for p in grammar().table.prepositions if p not in ("as", "than", "like"))
    stop = r"(?!\w|'(?!s\b))"
    return {
        "thing": rf"(?:{thing}){stop}",
        "subject": rf"(?:{thing}(?:\s(?:{prepositions})\s{first}{more}{{0,5}}){{0,2}}){stop}",
        "favour": rf"(?:(?:full|partial|further|more|cash|late|free)\s)?(?:{'|'.join(grammar().table.favours)})",
        "do": r"(?!(?:be able|please|not|have been)\b)[A-Za-z][\w'-]*(?:\s.+)?",
        "verb": r"[A-Za-z][\w'-]*(?:\s(?:up|in|out|off|on|down|back|over|through)(?=\s))?",
        "did": r"[A-Za-z][\w'-]*(?:\s(?:up|in|out|off|on|down|back|over|through)(?=\s))?",
        "done": r"[A-Za-z][\w'-]*",
        "doing": r"[A-Za-z][\w-]*ing(?:\s.+)?",
        "rest": r"(?:\s.+)?",
        "that": r".+",
        "state": r"(?!(?:at|in|on|there|here|home|ready|present|available|careful)\b).+",
        "quoted": rf"(?:(?:a|an|the)\s)?{quoted}",
        "amount": r"[$€£]?\d[\w.,%$€£-]*(?:\s[a-z]+)?|(?:one|two|three|four|five|six|seven|eight|nine|ten|a few|some)\s[a-z]+",
        "topic": r"(?:what|when|where|which|who|whose|why|how|if|whether)\b.*",
        "we": r"(?:I|we)",
        "our": r"(?:my|our)",
        "word": _WORD,
        "words": r"[^,;:()\"]{1,80}?",
        "number": r"\d[\d.,]*\+?|two|three|four|five|six|seven|eight|nine|ten",
        "when": r"(?:\s(?:in|within|by|before|after|on|at|for|until)\s.+|\s(?:yesterday|today|last\s.+))?",
    }


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern over a whole clause, in any case.

    `loose` lets anything stand in the slots: it is cheap, and only what it lets through is looked at
    again with the exact slots. `needs` are words of which a clause must hold one.
    """

    source: str
    loose: re.Pattern[str]
    needs: frozenset[str]

    @classmethod
    def parse(cls, source: str) -> Pattern:
        """Read a pattern; SlotError says what is not allowed in it."""
        source = _SHARED.sub(_written_out, source)
        if re.search(r"(?<!\\)[*+^$\\]|\(\?", source):
            raise SlotError("only literals, (a|b), x?, [abc] and {slots} are allowed")
        for slot in _SLOT.finditer(source):
            if slot[1] not in _slot_patterns():
                raise SlotError(f"unknown slot {slot[0]}; known: {', '.join(_slot_patterns())}")
        try:
            loose = re.compile(_SLOT.sub(".*", _literal(source)), re.IGNORECASE)
            return cls(source, loose, needed_words(source))
        except re.error as error:
            raise SlotError(str(error)) from error

    def find(self, clause: str) -> Found | None:
        """What stands in the slots when the clause is what the pattern says; None when it is not."""
        if self.loose.fullmatch(clause) is None:
            return None
        match = _exact(self.source).fullmatch(clause)
        if match is None:
            return None
        found: dict[str, str] = {}
        for group, words in match.groupdict().items():
            name = group.partition("__")[0]
            found[name] = found.get(name) or (words or "").rstrip(" ,;")
        for name in found.keys() & {"topic", "topic2"}:
            found[name] = re.sub(r"^if\b", "whether", found[name])
        fits = all(_fits(name, words) for name, words in found.items() if words)
        return found if fits else None


def _written_out(name: re.Match[str]) -> str:
    if name[1] not in shared():
        raise SlotError(f"unknown {name[0]}; known: {', '.join(f'<{one}>' for one in shared())}")
    return shared()[name[1]]


@cache
def _exact(source: str) -> re.Pattern[str]:
    return re.compile(with_slots(source), re.IGNORECASE)


def with_slots(source: str) -> str:
    """The regular expression of a pattern, with a named group for each slot."""
    seen = Counter[str]()

    def group(slot: re.Match[str]) -> str:
        name = slot[1] + slot[2]
        seen[name] += 1  # In a choice, the same slot may stand in several branches.
        number = f"__{seen[name]}" if seen[name] > 1 else ""
        return f"(?P<{name}{number}>{_slot_patterns()[slot[1]]})"

    return _SLOT.sub(group, _literal(source))


def _literal(text: str) -> str:
    """Full stops stand for themselves; groups capture nothing."""
    return re.sub(r"\((?!\?)", "(?:", text.replace(".", r"\."))


def _fits(name: str, words: str) -> bool:
    kind = name.rstrip("0123456789")
    first = words.split(" ", 1)[0].lower()
    if kind == "did":
        return is_past(first) and first not in verbs().spelling.not_done
    if kind == "done":
        return is_past(first) or first in ("been", "done", "gone", "seen", "taken", "given")
    if kind == "do":
        return first == "be" or first not in grammar().closed or is_base(first)
    if kind == "thing":
        return words.split()[-1].lower() not in ("more", "less", "fewer", "most", "least")
    if kind == "verb":
        return first not in grammar().closed
    return True


def fill(template: str, found: Found) -> str | None:
    """Fill a template; None when a form that it asks for is not to be had."""
    missing = False

    def form(slot: re.Match[str]) -> str:
        nonlocal missing
        name, number = slot[1], slot[2]
        words = found.get(name + number, "" if name in ("rest", "when") else None)
        if not words and name not in ("rest", "when"):
            make = _FORMS.get(name.lower())
            words = make(found, number) if make else None
        if words is None:
            missing = True
            return ""
        return words

    text = re.sub(r" {2,}", " ", _SLOT.sub(form, template)).strip()
    return None if missing else text


def _doing(found: Found, number: str) -> str | None:
    phrase = found.get(f"do{number}") or found.get(f"verb{number}")
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


def _agreeing(one: str, several: str) -> Callable[[Found, str], str | None]:
    def form(found: Found, number: str) -> str | None:
        thing = _named(found, number)
        return None if thing is None else several if is_plural(thing) else one

    return form


def _speaking(mine: str, ours: str) -> Callable[[Found, str], str | None]:
    def form(found: Found, number: str) -> str | None:
        speaker = found.get(f"we{number}") or found.get(f"our{number}")
        return None if speaker is None else mine if speaker.lower() in ("i", "my") else ours

    return form


def _named(found: Found, number: str) -> str | None:
    """The thing that a sentence is about, whichever slot it stands in."""
    return next((t for slot in ("thing", "subject", "favour") if (t := found.get(slot + number))), None)


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


_FORMS: dict[str, Callable[[Found, str], str | None]] = {
    "object": _object,
    "a_thing": _a_thing,
    "doing": _doing,
    "done": _done,
    "do": _do,
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
