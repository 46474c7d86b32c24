"""What a customer asks for, in words that the agent can say back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from guardrails.tokens import TOKEN
from guidance.shapes import Lines, Shape, Words
from rewriting.rules_engine.forms import Found
from rewriting.rules_engine.inflection import is_base, is_past, third_person
from rewriting.rules_engine.sentences import split_sentences
from rewriting.rules_engine.slots import Pattern, fill
from rewriting.rules_engine.things import thing_at
from rewriting.rules_engine.tidying import spell_out, straighten
from rewriting.rules_engine.words import grammar, read_resource

_LONGEST_WISH = 9
"""In words; what is longer is a story, and would be clumsy when said back."""
_LONGEST_QUESTION = 14
_ASKS = r"(?P<asks>when|where|why|how long|what|which)"
_AUXILIARY = r"(?P<aux>is|are|was|were|will|can|could|should|has|have|does|do|did)"
_QUESTION = re.compile(rf"{_ASKS}?\s?{_AUXILIARY}\s(?=\w)", re.IGNORECASE)
# "Can you tell me if it fits", "Do you know when it opens"
_TOLD = re.compile(
    r"\b(?:tell me|let me know|know|wondering|explain)(?: please)? "
    r"(?P<asks>if|whether|when|where|why|how|which|what) (?P<rest>.+)$",
    re.IGNORECASE,
)
# "Which cable do I need"
_OWN = re.compile(
    r"(?P<asks>which|what|how|when|where)(?P<what>(?: \w+)?) (?P<aux>do|can|should) (?:i|we) "
    r"(?P<rest>.+)$",
    re.IGNORECASE,
)
_AFTER_BE = re.compile(
    r"$|\s(?:\w+ing|\w+ed|safe|right|correct|ready|available|open|included|possible|free|late|on|in|"
    r"at|back|here|there|due|going)\b"
)
"""What may follow "is it ..." so that the question can be turned round."""
_SUM = re.compile(
    r"(?:[$€£]\s?\d[\d.,]*|\b\d[\d.,]*\s?(?:[$€£]|(?:dollars?|euros?|pounds?|bucks|eur|usd|gbp)\b))\s?",
    re.IGNORECASE,
)
"""Sums are the draft's to name, so a wish is said back without them."""
_PARTS = re.compile(r",\s+(?=(?:i|we|can|could|please|is|my)\b)", re.IGNORECASE)
_STORY = re.compile(r" because | but | instead of | rather than |, ")


class WishShape(Shape):
    """A `[[wishes]]` table: how it is asked, and how it reads after "you were hoping"."""

    hope: Words
    says: Lines


class UnfitShape(Shape):
    """Words that are not said back; regular expressions."""

    words: Lines
    before: Lines
    after: Lines


class AskingShape(Shape):
    """`words/asking.toml`."""

    wishes: tuple[WishShape, ...]
    other_side: Mapping[str, str]
    unfit: UnfitShape


def find_wish(message: str) -> str | None:
    """What the customer hopes for: "to pay by invoice", "for us to waive the late fee"."""
    for text in _asked(message):
        calm = _SUM.sub("", text)
        for pattern, hope in _wishes():
            found = pattern.find(calm)
            if found and all(map(_is_fit, found.values())) and not _says_little(found):
                return fill(hope, {name: other_side(words) for name, words in found.items()})
    return None


def find_question(message: str) -> str | None:
    """The customer's question turned round: "when the outage will end", "whether it's safe"."""
    turned = (_turned(text) for text in _asked(message))
    return next((asked for asked in turned if asked and _is_fit(asked, _LONGEST_QUESTION)), None)


def other_side(words: str) -> str:
    """Turn the customer's words into the agent's: "my card" -> "your card"."""
    turning = _table().other_side
    words = re.sub(r"\b(?:you|u) (?=\w+)", _acting, words, flags=re.IGNORECASE)
    parts = re.split(r"([\w'\0]+)", words)
    return "".join(turning.get(part.lower(), part) for part in parts).replace("\0", "")


def _acting(you: re.Match[str]) -> str:
    """Make a "you" that acts "we": "what you have"; it is marked against being turned back."""
    following = re.match(r"\w+", you.string[you.end() :])
    verb = following[0] if following else ""
    acts = verb in grammar().table.auxiliaries or is_base(verb) or is_past(verb)
    return "we\0 " if acts else you[0]


def _turned(text: str) -> str | None:
    told = _TOLD.search(text)
    if told:
        asks = "whether" if told["asks"].lower() == "if" else told["asks"].lower()
        return other_side(f"{asks} {told['rest']}")
    own = _OWN.match(text)
    if own:
        aux = "" if own["aux"].lower() == "do" else f"{own['aux'].lower()} "
        return f"{own['asks'].lower()}{own['what']} you {aux}{other_side(own['rest'])}"
    asked = _QUESTION.match(text)
    thing = thing_at(text, asked.end()) if asked else None
    if not asked or not thing:
        return None
    name, end = thing
    rest, aux = text[end:], asked["aux"].lower()
    if aux in ("does", "do", "did"):
        verb = re.match(r"\s([a-z]+)\b", rest)
        if not verb or aux == "did":
            return None
        aux, rest = third_person(verb[1]) if aux == "does" else verb[1], rest[verb.end() :]
    elif aux in ("is", "are", "was", "were") and not _AFTER_BE.match(rest):
        return None
    return other_side(f"{(asked['asks'] or 'whether').lower()} {name} {aux}{rest}")


def _asked(message: str) -> list[str]:
    """The sentences of a message, without greetings, pleas and closing marks."""
    text = spell_out(straighten(message))
    parts = (part for s in split_sentences(text) for part in _PARTS.split(s.text))
    bare = (_around("before").sub("", part).rstrip(" .!?,") for part in parts)
    return [_around("after").sub("", _STORY.split(part)[0]) for part in bare if part]


def _says_little(found: Found) -> bool:
    """Whether a wish is a mere verb: "please fix"."""
    return "do" in found and len(found["do"].split()) < 2


def _is_fit(words: str, longest: int = _LONGEST_WISH) -> bool:
    """Whether words may be said back: short, calm, and nothing that only the draft licenses."""
    shouted = any(len(word) > 2 and word.isupper() for word in words.split())
    unfit = TOKEN.search(words) or re.search(r'[\d!?"“”;:]', words) or _unfit().search(words)
    return not (unfit or shouted or len(words.split()) > longest)


@cache
def _table() -> AskingShape:
    return read_resource("rewordings/words/asking.toml", AskingShape)


@cache
def _wishes() -> tuple[tuple[Pattern, str], ...]:
    return tuple((Pattern.parse(says), one.hope) for one in _table().wishes for says in one.says)


@cache
def _unfit() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_table().unfit.words)})\b", re.IGNORECASE)


@cache
def _around(place: str) -> re.Pattern[str]:
    words: Iterable[str] = getattr(_table().unfit, place)
    if place == "before":
        return re.compile(rf"^(?:(?:{'|'.join(words)})\b[ ,!.]*)+(?=\w)", re.IGNORECASE)
    return re.compile(rf"(?: (?:{'|'.join(words)}))+$", re.IGNORECASE)
