"""The phrasebook of one draft: which rewording knows a text, and what has been said already."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from guidance.model import Theme
from rewriting.rules_engine.rewordings import Rewording, Rewordings
from rewriting.rules_engine.slots import fill

_NOT_ASKED: frozenset[Theme] = frozenset(("refusal", "command", "not_knowing"))
"""Themes that no question is about: "Not sure which size to pick?" is the customer's doubt."""
_QUESTION = re.compile(r"\b(?:could|would) you\b")
_FIND_OUT = "find out"
_FINDS_OUT = re.compile(r"\bfind (?:that |it )?out\b")
_BARELY = re.compile(r"(?:.*\b)?find (?:that |it )?out for you", re.IGNORECASE)
"""An offer that does not say what is to be found out, and goes without saying after another."""
_PAST = re.compile(r"\b(?:yesterday|last (?:\w+)|ago|back then|at the time|previously)\b")
"""Times for which no advice comes."""
_HEAVY = 8
"""A subject of more words than this comes too late to its verb."""

Order = Callable[[Sequence[str]], Sequence[str]]
"""Puts better words in the order in which to try them, the same for the same draft."""


class Judging(Protocol):
    """What a rewording asks of the checks."""

    def holds_facts(self, text: str) -> bool:
        """Whether something in a text must not get lost."""

    def offends(self, text: str) -> bool:
        """Whether the rules find an offence in a text."""


@dataclass(frozen=True, slots=True)
class Match:
    """A rewording that knows a text: its place in the book, and what can be said instead.

    `better` holds the words with the template that they fill; `thing` is what the text is about,
    if the rewording has a slot for it.
    """

    rank: int
    rewording: Rewording
    better: tuple[tuple[str, str], ...]
    thing: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """What can be said instead."""
        return tuple(words for words, _ in self.better)


@dataclass(slots=True)
class Phrasebook:
    """The rewordings, as they serve one draft.

    `question` is the customer's, turned round; `may_find_out` says whether finding out may be
    offered, which only a draft that did not know permits; `grave` whether the customer has to bear
    what no lesson should follow; `said` remembers what was said, so that
    nothing is said twice.
    """

    book: Rewordings
    order: Order
    judge: Judging
    question: str | None = None
    may_find_out: bool = True
    grave: bool = False
    said: set[str] = field(default_factory=set)
    moulds: Counter[str] = field(default_factory=Counter)
    """The templates that were used, and how often."""
    themes: set[Theme] = field(default_factory=set)
    """Of which something was said."""

    def match(
        self,
        text: str,
        flagged: frozenset[Theme],
        *,
        asks: bool,
        several: bool = False,
        closes: bool = True,
    ) -> Match | None:
        """The most particular rewording that knows a text and has something to say instead.

        `flagged` are the themes whose general rewordings may be used, `asks` says whether the text
        is a question, `several` whether it is more than one clause, `closes` whether nothing
        follows in its sentence: a question may only stand there.
        """
        for rank, one in self.book.trying(text):
            if (
                (several and not one.spans)
                or (one.flagged and one.theme not in flagged)
                or (one.asked and not asks)
                or (one.teaches and (self.grave or _PAST.search(text.lower())))
                or (asks and one.theme in _NOT_ASKED and not one.asked)
            ):
                continue
            found = one.pattern.find(text)
            if found is None or (not one.better and self.judge.holds_facts(text)):
                continue
            if self.question:
                found = {**found, "question": self.question}
            filled = [
                (words, better)
                for better in self._ordered(one)
                if (closes or not _QUESTION.search(better)) and (words := fill(better, found))
            ]
            if filled or not one.better:
                return Match(rank, one, tuple(filled), found.get("thing", ""))
        return None

    def say(self, match: Match) -> str:
        """The best words that were not said before; "" when nothing is left to say."""
        if match.rewording.once and match.rewording.theme in self.themes:
            return ""
        ordered = sorted(match.better, key=lambda one: self.moulds[one[1]])
        template = dict(ordered)
        fresh = [one for one in template if not self.said & _gists(one, match.rewording)]
        clean = [one for one in fresh if not self.judge.offends(one)]
        light = [one for one in clean if not _is_heavy(one)]
        words = next(iter((*light, *clean, *fresh)), "")
        if words:
            self.moulds[template[words]] += 1
            self.themes.add(match.rewording.theme)
            self.said |= _gists(words, match.rewording)
            self.said |= {_FIND_OUT} if _FINDS_OUT.search(words) else set()
        return words

    def _ordered(self, one: Rewording) -> Iterator[str]:
        """The better words, those that say more before those that say less."""
        may = [b for b in one.better if self.may_find_out or "find" not in b]
        with_question = [b for b in may if "{question}" in b]
        yield from with_question
        yield from self.order([b for b in may if b not in with_question])


def finds_out(words: str) -> bool:
    """Whether words offer to find something out."""
    return bool(_FINDS_OUT.search(words))


def finds_out_barely(words: str) -> bool:
    """Whether they do so without saying what."""
    return bool(_BARELY.fullmatch(words.rstrip(".")))


def _gists(words: str, rewording: Rewording) -> set[str]:
    """What must not be said twice: the words, a bare offer to find out, and what has no slots."""
    gists = {words}
    if finds_out_barely(words):
        gists.add(_FIND_OUT)
    if not any("{" in better for better in rewording.better):
        gists |= set(rewording.better)
    return gists


def _is_heavy(words: str) -> bool:
    """Whether a long -ing phrase keeps the reader waiting for its verb, or holds a stray "any"."""
    at = re.search(r" (?:isn't|aren't|is|are) ", words)
    if not words.split(" ", 1)[0].endswith("ing") or at is None:
        return False
    subject = words[: at.start()]
    return len(subject.split()) > _HEAVY or bool(re.search(r"\bany", subject))
