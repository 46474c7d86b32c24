"""Patterns with slots: `you (forgot|failed) to {verb} {thing}{rest}`, and the words said instead.

A pattern is written like a rule's (literals, `(a|b)`, `x?`, `[abc]`) with slots in braces. It
speaks of a whole clause; what is found in the slots fills the template, in the form that the
template asks for: `{doing}` is the -ing form of `{do}`, `{wasn't}` agrees with `{thing}`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from rewriting.rules_engine.forms import FORMS, Found
from rewriting.rules_engine.inflection import is_base, is_past
from rewriting.rules_engine.needing import needed_words
from rewriting.rules_engine.words import any_of, grammar, shared, verbs

_SLOT = re.compile(r"\{([a-z'_]+)(\d?)\}", re.IGNORECASE)
_SHARED = re.compile(r"<([a-z_]+)>")
_NOT_ALLOWED = re.compile(r"(?<!\\)[*+^$\\]|\(\?")
_WORD = r"[^\s,;:()\"\u201c\u201d]+"
_PARTICLE = r"(?:\s(?:up|in|out|off|on|down|back|over|through)(?=\s))?"
_TURNED = re.compile(r"\{(?:done|is|isn't|was|wasn't)\}.*\{rest\}")
_SECOND_VERB = re.compile(r",? (?:and|or|but)\b")
"""Where a clause is turned round, a second verb in its rest would go astray."""
_RELATIVE = re.compile(r",? (?:that|which|who|whose|of)\b")
"""What goes on about a thing, and may not be torn from it."""
_EMPTY = ("rest", "timeless", "when", "lead")
"""Slots that may hold nothing."""
_SOMEBODY_DID = re.compile(r"\b(?:I|you|we|he|she|it|they|\w+s) (?:had )?([a-z]+)", re.IGNORECASE)
_SUBJECT = re.compile(r" \{(?:is|isn't|was|wasn't|has|hasn't|doesn't)\}")
"""What follows a slot whose words become the one of whom something is said."""
_NO_HEADS = ("more", "less", "fewer", "most", "least")


class SlotError(ValueError):
    """A pattern that is not written as the guidance writes them; says what is wrong."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern over a whole clause, in any case.

    `loose` lets anything stand in the slots: it is cheap, and only what it lets through is looked
    at again with the exact slots. `needs` are words of which a clause must hold one.
    """

    source: str
    loose: re.Pattern[str]
    needs: frozenset[str]

    @classmethod
    def parse(cls, source: str) -> Pattern:
        """Read a pattern; SlotError says what is not allowed in it."""
        source = _SHARED.sub(_written_out, source)
        if _NOT_ALLOWED.search(source):
            raise SlotError("only literals, (a|b), x?, [abc], {slots} and <shared words>")
        for slot in _SLOT.finditer(source):
            if slot[1] not in _slot_patterns():
                known = ", ".join(_slot_patterns())
                raise SlotError(f"unknown slot {slot[0]}; known: {known}")
        try:
            loose = re.compile(_SLOT.sub(".*", _literal(source)), re.IGNORECASE)
        except re.error as error:
            raise SlotError(str(error)) from error
        return cls(source, loose, needed_words(source))

    def find(self, clause: str) -> Found | None:
        """What stands in the slots if the clause is what the pattern says, else None."""
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
        return found if fits and not _leaves_unsure(found) else None


def with_slots(source: str) -> str:
    """The regular expression of a pattern, with a named group for each slot."""
    seen = Counter[str]()

    def group(slot: re.Match[str]) -> str:
        name = slot[1] + slot[2]
        seen[name] += 1  # In a choice, the same slot may stand in several branches.
        number = f"__{seen[name]}" if seen[name] > 1 else ""
        return f"(?P<{name}{number}>{_slot_patterns()[slot[1]]})"

    return _SLOT.sub(group, _literal(source))


def fill(template: str, found: Found) -> str | None:
    """Fill a template; None when a form that it asks for is not to be had."""
    missing = False

    def form(slot: re.Match[str]) -> str:
        nonlocal missing
        name, number = slot[1], slot[2]
        words = found.get(name + number, "" if name in _EMPTY else None)
        if not words and name not in _EMPTY:
            make = FORMS.get(name.lower())
            words = make(found, number) if make else None
        if words is None:
            missing = True
            return ""
        named = name == "thing" and words.lower() == "them"
        return "they" if named and _SUBJECT.match(template, slot.end()) else words

    rest = found.get("rest", "")
    if _TURNED.search(template) and _SECOND_VERB.match(rest):
        return None
    if "{rest}" in template and "{thing}{rest}" not in template and _RELATIVE.match(rest):
        return None  # "the lessons that were ridden": the rest belongs to the thing
    turned = "{thing}{rest}" in template or "{object}{rest}" in template
    if turned and rest.strip().lower() in grammar().table.prepositions:
        return None  # "will be entered into": the thing would come between
    text = re.sub(r" {2,}", " ", _SLOT.sub(form, template)).strip()
    return None if missing else text


@cache
def _exact(source: str) -> re.Pattern[str]:
    return re.compile(with_slots(source), re.IGNORECASE)


def _written_out(name: re.Match[str]) -> str:
    if name[1] not in shared():
        raise SlotError(f"unknown {name[0]}; known: {', '.join(f'<{one}>' for one in shared())}")
    return shared()[name[1]]


def _literal(text: str) -> str:
    """Full stops stand for themselves; groups capture nothing."""
    return re.sub(r"\((?!\?)", "(?:", text.replace(".", r"\."))


def _fits(name: str, words: str) -> bool:
    """Whether words can be what their slot says, as far as tables can tell."""
    first = words.split(" ", 1)[0].lower()
    match name.rstrip("0123456789"):
        case "did":
            fits = is_past(first) and first not in verbs().spelling.not_done
        case "done":
            fits = is_past(first) or first in ("been", "done", "gone", "seen", "taken", "given")
        case "do":
            fits = _is_plain(first, words.partition(" ")[2].partition(" ")[0])
        case "timeless":
            fits = not any(_tells_past(said[1]) for said in _SOMEBODY_DID.finditer(words))
        case "thing":
            fits = words.rsplit(maxsplit=1)[-1].lower() not in _NO_HEADS
        case "verb":
            fits = first not in grammar().closed
        case _:
            fits = True
    return fits


def _leaves_unsure(found: Found) -> bool:
    """Whether a thing's name may hold the state it was left in: "left the oven greasy"."""
    done, _, particle = found.get("did", "").lower().partition(" ")
    if particle and re.match(r"\d|[A-Z]", found.get("thing", "")):
        return True  # "claimed on 3 March", "moved in May"
    if done not in verbs().spelling.leaves or "thing" not in found:
        return False
    told = found.get("rest", "").split()
    if told and told[0].lower().strip(",;") in grammar().table.states:
        return False
    table = grammar().table
    before = {*table.determiners, *table.adjectives, *table.counts}
    named = [word for word in found["thing"].lower().split() if word not in before]
    return len(named) > 1 and named[0] not in ("wrong", "other", "old", "new")


def _tells_past(word: str) -> bool:
    return is_past(word) or word.lower() == "were"


def _is_plain(first: str, second: str) -> bool:
    """Whether a plain form starts here; "should have bought" holds none."""
    if first == "have" and is_past(second):
        return False
    return first == "be" or first not in grammar().closed or is_base(first)


@cache
def _slot_patterns() -> dict[str, str]:
    table, few = grammar().table, shared()["few"].replace("(", "(?:", 1)
    favours = any_of(table.favours)
    closed = any_of(grammar().closed - {"right", "need"})
    not_closed = rf"(?!(?:{closed})\b|\w+\s(?:times|days|weeks|hours|minutes)\b)"
    before = rf"(?:(?:{any_of(table.determiners)})\s)*(?:(?:{any_of(table.adjectives)})\s)*"
    finite = any_of(table.clauses.verbs)
    someone = r"(?:the|your|our|it|this|there|we|they|an?)(?:'\w+|\s)"
    first = rf"{before}(?!(?:{closed})\b){_WORD}"
    of = r"\sof(?:\s(?:the|a|an|your|our|my))?\s"
    small = any_of(grammar().closed)
    state = rf"(?:{any_of(table.states)})(?=$|[,;]|\s(?:{small})\b)"
    more = rf"(?:\s(?!{state}){not_closed}{_WORD}|{of}(?!(?:{closed})\b){_WORD})"
    quoted = r"[\"\u201c][^\"\u201c\u201d]{1,80}[\"\u201d]"
    thing = rf"(?:{first}{more}{{0,7}}(?:\s{quoted})?|{quoted}|it|this|that|them|they|these|those)"
    prepositions = any_of(p for p in table.prepositions if p not in ("as", "than", "like"))
    stop = r"(?!\w|'(?!s\b))"
    return {
        "thing": rf"(?:{thing}){stop}",
        "subject": rf"(?:{thing}(?:\s(?:{prepositions})\s{first}{more}{{0,5}}){{0,2}}){stop}",
        "favour": rf"(?:(?:full|partial|further|more|cash|late|free)\s)?(?:{favours})",
        "do": r"(?!(?:be able|please|not|have been)\b)[A-Za-z][\w'-]*(?:\s.+)?",
        "verb": rf"[A-Za-z][\w'-]*{_PARTICLE}",
        "did": rf"[A-Za-z][\w'-]*{_PARTICLE}",
        "done": r"[A-Za-z][\w'-]*",
        "typed": any_of(table.typed),
        "listed": rf"(?:{any_of(table.listed)})",
        "lead": rf"(?:(?:{any_of(table.leads)}),?\s)?",
        "doing": r"(?!going to\b)[A-Za-z][\w-]*ing(?:\s.+)?",
        "rest": r"(?:[\s,].+)?",
        "timeless": r"(?:[\s,].+)?",
        "that": r".+",
        "said": rf"(?:(?:it|this|that)\s\w+s\b.*|{someone}(?:.*\s)?(?:{finite})\b.*)",
        "state": r"(?!(?:at|in|on|there|here|home|ready|present|available|careful)\b).+",
        "quoted": rf"(?:(?:a|an|the)\s)?{quoted}",
        "amount": rf"[$€£]?\d[\w.,%$€£-]*(?:\s[a-z]+)?|(?:{few}|a few|some)\s[a-z]+",
        "topic": r"(?:what|when|where|which|who|whose|why|how|if|whether)\b.*",
        "we": r"(?:I|we)",
        "our": r"(?:my|our)",
        "word": _WORD,
        "words": r"[^,;:()\"]{1,80}?",
        "number": rf"\d[\d.,]*\+?|{few}",
        "when": r"(?:\s(?:in|within|by|before|after|on|at|for|until)\s.+|\s(?:today|last\s.+))?",
    }
