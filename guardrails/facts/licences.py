"""What licenses a fact of a rewrite: the draft, the context, the house's vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from guardrails.context import Context
from guardrails.facts.claims import extract_claims, extract_mentions
from guardrails.facts.durations import length
from guardrails.facts.extracting import extract_facts
from guardrails.facts.known import Known, gather
from guardrails.facts.names import words_of
from guardrails.facts.numerals import read_passage
from guardrails.facts.quotes import plain_words
from guardrails.facts.sameness import licenses
from guardrails.values import Fact
from guidance.model import Vocabulary

# What a customer's message licenses when it is restated. Not among them: links, contacts, amounts.
_RESTATED = frozenset(
    ("name", "id", "version", "date", "time", "duration", "number", "measure", "quote")
)
_FULL_DATE = re.compile(r"(?:\d{4}-)?\d\d-\d\d")
_LONGEST_STAY = 31
_DAY = 24 * 60
_NO_NOUN = re.compile(
    r"\s?(?:[.,;:!?)+\n]|$|(?:and|or|but|not|if|plus|per|each|every|for|on|in|is)\b)"
)


@dataclass(frozen=True, slots=True)
class Licence:
    """What a rewrite may state: facts, the words of names, and plain text that it may quote."""

    known: Known
    words: frozenset[str]
    plain: str
    bare: frozenset[str] = frozenset()
    """Numbers whose unit stands elsewhere: the 3 of "long ones 12 days, short ones 3"."""
    units: frozenset[tuple[str, str]] = frozenset()
    """Kinds and units of the facts that have one."""
    months: frozenset[str] = frozenset()
    """Months of the dates."""

    def covers(self, fact: Fact, among: int = 1) -> bool:
        """Whether a fact of the rewrite is licensed, one of `among` that are asked for."""
        if fact.kind == "name":
            return words_of(fact.text) <= self.words
        if fact.kind == "quote":
            return fact.value in self.plain
        if self.known.matches(fact, licenses, among) or self._names_month_of(fact):
            return True
        number, unit = _take_apart(fact) if self.bare else ("", "")
        return number in self.bare and (fact.kind, unit) in self.units

    def _names_month_of(self, fact: Fact) -> bool:
        """Whether a date puts together a day and a month that are held apart: "the 14th"."""
        if fact.kind != "date" or not _FULL_DATE.fullmatch(fact.value):
            return False
        month, day = fact.value[-5:-3], fact.value[-3:]
        return ("date", f"-{day}") in self.known.readings and month in self.months


def grant(
    draft: str, draft_facts: Iterable[Fact], context: Context, vocabulary: Vocabulary
) -> Licence:
    """Gather everything that licenses a fact of the rewrite of one draft."""
    agent, message = context.agent_name or "", context.customer_message or ""
    facts = list(draft_facts)
    for stated in (*context.facts, *vocabulary.links):
        facts += _state(stated)
    facts += [fact for fact in _state(message) if fact.kind in _RESTATED]
    facts += [*_lengths_between(facts), *_times_between(facts)]
    texts = (draft, *context.facts, *context.names, agent, message, *vocabulary.names)
    words = frozenset[str]().union(*map(words_of, texts))
    bare = frozenset(fact.value for fact in facts if _is_bare(draft, fact))
    known = gather(facts)
    return Licence(
        known=known,
        words=words,
        plain="\n".join(map(plain_words, texts)),
        bare=bare,
        units=frozenset((held.kind, _take_apart(held)[1]) for held in known.facts if bare),
        months=frozenset(
            held.value[-2:] if "month " in held.value else held.value[-5:-3]
            for held in known.facts
            if held.kind == "date"
        ),
    )


def _state(text: str) -> tuple[Fact, ...]:
    if not text:
        return ()
    facts = extract_facts(text)
    return (*facts, *extract_claims(text, facts), *extract_mentions(text))


def _is_bare(draft: str, fact: Fact) -> bool:
    return fact.kind == "number" and bool(_NO_NOUN.match(draft, fact.end))


def _take_apart(fact: Fact) -> tuple[str, str]:
    """The number and the unit of a fact as they are written, the unit in the singular."""
    if fact.kind == "amount":
        number, _, currency = fact.value.split("|", maxsplit=1)[0].partition(" ")
        return number, currency
    numerals = read_passage(fact.text).numerals
    if not numerals:
        return "", ""
    unit = fact.text[numerals[0].end :].strip(" -").casefold().removesuffix("s")
    return numerals[0].value, unit


def _lengths_between(facts: list[Fact]) -> Iterator[Fact]:
    """The days from one date to the next: "14 to 16 February" licenses "three days"."""
    dates = [(fact, day) for fact in facts if (day := _read_day(fact))]
    for (fact, one), (_, other) in pairwise(dates):
        apart = abs((other - one).days)
        if 0 < apart <= _LONGEST_STAY:
            for days in (apart, apart + 1):  # nights and days are counted differently
                for unit in ("day", "night"):
                    yield replace(fact, kind="duration", value=length(Decimal(days), unit))


def _read_day(fact: Fact) -> date | None:
    if fact.kind != "date" or not _FULL_DATE.fullmatch(fact.value):
        return None
    try:
        return date.fromisoformat(fact.value if len(fact.value) > 5 else f"2024-{fact.value}")
    except ValueError:  # 31 June is a date in a text and on no calendar
        return None


def _times_between(facts: list[Fact]) -> Iterator[Fact]:
    """The minutes between two times: 19:30 and 19:52 license "22 minutes late"."""
    times = [fact for fact in facts if fact.kind == "time"]
    for one, other in pairwise(times):
        for first in _minutes(one):
            for second in _minutes(other):
                apart = min(abs(first - second), _DAY - abs(first - second))
                yield replace(one, kind="duration", value=length(Decimal(apart), "minute"))


def _minutes(time: Fact) -> Iterator[int]:
    """The minutes since midnight in every reading of a time."""
    for reading in time.value.split("|"):
        yield int(reading[:2]) * 60 + int(reading[3:5])
