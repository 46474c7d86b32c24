"""What a customer asks for, in words that the agent can say back."""

from __future__ import annotations

import re
from functools import cache

from guardrails.tokens import TOKEN
from guidance.shapes import Lines, Shape, Words
from rewriting.rules_engine.inflection import is_base, third_person
from rewriting.rules_engine.sentences import split_sentences
from rewriting.rules_engine.slots import Found, Pattern, fill
from rewriting.rules_engine.things import thing_at
from rewriting.rules_engine.tidying import spell_out, straighten
from rewriting.rules_engine.words import grammar, read_resource

_LONGEST_WISH = 9
"""In words; what is longer is a story, and would be clumsy when said back."""
_LEAD = re.compile(
    r"^(?:(?:so|and|but|hi|hello|hey|well|ok|okay|also|good (?:morning|afternoon)|dear \w+)\b[ ,!.]*)+(?=\w)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?: (?:please|pls|now|thanks|thank you|this one time|just this once|asap|then|or not|normally|again))+$",
    re.IGNORECASE,
)
_OTHER_SIDE = {
    "i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself", "we": "you", "us": "you",
    "our": "your", "ours": "yours", "you": "us", "your": "our", "yours": "ours", "u": "us", "i'm": "you're",
    "i've": "you've", "i'd": "you'd", "i'll": "you'll", "am": "are",
}  # fmt: skip
_UNFIT = re.compile(
    r"\d|[!?\"“”;:]|\b(?:damn|hell|fuck\w*|shit\w*|garbage|stupid|bloody|crap|nonsense|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|competent|speak|talk|know|understand|compensation|apology|(?:do|like|make|have|change|get) (?:it|that|this|so))\b",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"[$€£]?\b\d[\d.,]*\s?(?:[$€£]|(?:dollars?|euros?|pounds?|bucks|eur|usd|gbp)\b)?\s?", re.IGNORECASE
)
"""Sums are the draft's to name, so a wish is said back without them."""
_AFTER_BE = re.compile(
    r"$|\s(?:\w+ing|\w+ed|safe|right|correct|ready|available|open|included|possible|free|late|on|in|at|back|here|there|due|going)\b"
)
_LONGEST_QUESTION = 14
_TOLD = re.compile(
    r"\b(?:tell me|let me know|know|wondering|explain)(?: please)? (?P<asks>if|whether|when|where|why|how|which|what) (?P<rest>.+)$",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"(?P<asks>which|what|how|when|where)(?P<what>(?: \w+)?) (?P<aux>do|can|should) (?:i|we) (?P<rest>.+)$",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"(?P<asks>when|where|why|how long|what|which)?\s?(?P<aux>is|are|was|were|will|can|could|should|has|have|does|do|did)\s(?=\w)",
    re.IGNORECASE,
)


class WishShape(Shape):
    """A `[[wishes]]` table: how it is asked, and how it reads after "you were hoping"."""

    hope: Words
    says: Lines


class AskingShape(Shape):
    """`words/asking.toml`."""

    wishes: tuple[WishShape, ...]


def find_wish(message: str) -> str | None:
    """What the customer hopes for: "to pay by invoice", "for us to waive the late fee"."""
    for text in _asked(message):
        calm = _SUM.sub("", text)
        for pattern, hope in _wishes():
            found = pattern.find(calm)
            if not found or not all(map(_is_fit, found.values())) or _says_little(found):
                continue
            return fill(hope, {name: other_side(words) for name, words in found.items()})
    return None


def find_question(message: str) -> str | None:
    """The customer's question turned round: "when the outage will end", "whether it's safe"."""
    for text in _asked(message):
        told = _TOLD.search(text) or _OWN.match(text)
        if told:
            asked = _turned(told)
            if _is_fit(asked, _LONGEST_QUESTION):
                return asked
            continue
        opened = _QUESTION.match(text)
        if not opened:
            continue
        thing = thing_at(text, opened.end())
        if not thing:
            continue
        name, end = thing
        rest, aux = text[end:], opened["aux"].lower()
        if aux in ("does", "do", "did"):
            verb = re.match(r"\s([a-z]+)\b", rest)
            if not verb or aux == "did":
                continue
            aux, rest = third_person(verb[1]) if aux == "does" else verb[1], rest[verb.end() :]
        elif aux in ("is", "are", "was", "were") and not _AFTER_BE.match(rest):
            continue
        asked = f"{(opened['asks'] or 'whether').lower()} {name} {aux}{rest}"
        if _is_fit(asked, _LONGEST_QUESTION):
            return other_side(asked)
    return None


def _turned(told: re.Match[str]) -> str:
    """ "tell me if it fits" -> "whether it fits"; "which cable do I need" -> "which cable you need"."""
    groups = told.groupdict()
    asks = re.sub(r"^if$", "whether", told["asks"].lower())
    if "aux" not in groups:
        return other_side(f"{asks} {told['rest']}")
    aux = "" if told["aux"].lower() == "do" else f"{told['aux'].lower()} "
    return f"{asks}{told['what'] or ''} you {aux}{other_side(told['rest'])}"


def _says_little(found: Found) -> bool:
    """Whether a wish is a mere verb: "please fix" """
    return "do" in found and len(found["do"].split()) < 2


def other_side(words: str) -> str:
    """Turn the customer's words into the agent's: "my card" -> "your card"."""
    words = re.sub(r"\b(?:you|u) (?=\w+)", _ours, words, flags=re.IGNORECASE)
    parts = re.split(r"([\w'\0]+)", words)
    return "".join(_OTHER_SIDE.get(part.lower(), part) for part in parts).replace("\0", "")


def _ours(you: re.Match[str]) -> str:
    """ "what you have" -> "what we have": before a verb, "you" acts; marked against turning back."""
    following = re.match(r"\w+", you.string[you.end() :])
    acts = following and (following[0] in grammar().table.auxiliaries or is_base(following[0]))
    return "we\0 " if acts else you[0]


def _asked(message: str) -> list[str]:
    """The sentences of a message, without greetings, pleas and closing marks."""
    text = spell_out(straighten(message))
    sentences = (re.split(r",\s+(?=(?:i|we|can|could|please|is|my)\b)", s.text, flags=re.IGNORECASE) for s in split_sentences(text))
    parts = [_LEAD.sub("", part).rstrip(" .!?,") for parts in sentences for part in parts]
    return [_TAIL.sub("", re.split(r" because | but | instead of | rather than |, ", part)[0]) for part in parts if part]


def _is_fit(words: str, longest: int = _LONGEST_WISH) -> bool:
    """Whether words may be said back: short, calm, and without anything that only the draft licenses."""
    shouted = any(len(word) > 2 and word.isupper() for word in words.split())
    return not (
        TOKEN.search(words) or _UNFIT.search(words) or shouted or len(words.split()) > longest
    )


@cache
def _wishes() -> tuple[tuple[Pattern, str], ...]:
    table = read_resource("rewordings/words/asking.toml", AskingShape)
    return tuple((Pattern.parse(says), one.hope) for one in table.wishes for says in one.says)
