"""Reading the facts of a text: each kind takes its own, what it took is hidden from the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from guardrails.facts.amounts import find_amounts
from guardrails.facts.cards import find_cards
from guardrails.facts.dates import find_dates, find_weekday_groups
from guardrails.facts.durations import find_ages, find_durations, find_rates, find_single_durations
from guardrails.facts.emails import find_emails
from guardrails.facts.enumerators import find_enumerators
from guardrails.facts.hiding import hide
from guardrails.facts.ids import find_ids
from guardrails.facts.names import find_names
from guardrails.facts.numbers import find_numbers, find_ordinals, find_restated_numbers
from guardrails.facts.numerals import Passage, read_passage
from guardrails.facts.percentages import find_percentages, find_restated_shares
from guardrails.facts.phones import find_phones
from guardrails.facts.plain import plain_characters
from guardrails.facts.quotes import find_quotes, mark_inches
from guardrails.facts.times import find_times
from guardrails.facts.units import find_measures
from guardrails.facts.urls import find_urls
from guardrails.facts.versions import find_versions
from guardrails.values import Fact, Span

# Written as one unbroken run, so they are taken first and hidden from all that follows.
_UNBROKEN: tuple[Callable[[str], Iterable[Fact]], ...] = (find_emails, find_urls, find_cards)
# The order decides what a numeral belongs to: "2026-01-03" is a date before it can be a phone.
_AROUND_NUMERALS: tuple[Callable[[Passage], Iterable[Fact]], ...] = (
    find_amounts,
    find_percentages,
    find_dates,
    find_times,
    find_durations,
    find_measures,
)
_REMAINING: tuple[Callable[[str], Iterable[Fact]], ...] = (find_versions, find_phones, find_ids)


def extract_facts(
    text: str, *, names: Iterable[str] = (), protected: Iterable[Span] = ()
) -> tuple[Fact, ...]:
    """The facts of a text in the order of their places; spans count code points.

    `names` are known names of people and products. `protected` are spans that hold no facts, such
    as placeholders; links, addresses and quotations are facts and do not belong there.
    """
    open_text = hide(plain_characters(text), protected)
    quotes = list(find_quotes(open_text))
    marked = mark_inches(open_text, quotes)
    facts, rest = _take_all(hide(marked, find_enumerators(open_text)))
    unquoted = hide(rest, _spans(quotes))
    facts += [*quotes, *find_names(unquoted, names)]
    written = (_quote(fact, text) for fact in facts)
    return tuple(sorted(written, key=lambda fact: (fact.start, fact.end)))


def _quote(fact: Fact, text: str) -> Fact:
    """The fact with its words as the text writes them."""
    words = text[fact.start : fact.end]
    return fact if fact.text == words else replace(fact, text=words)


def extract_restatements(text: str, *, protected: Iterable[Span] = ()) -> tuple[Fact, ...]:
    """What may restate a fact of the other text and is none by itself: "both", "once", "a week"."""
    passage = read_passage(hide(plain_characters(text), protected))
    singles = (fact for fact, _ in find_single_durations(passage))
    return (
        *find_restated_numbers(passage),
        *singles,
        *find_ages(passage),
        *find_rates(passage),
        *find_weekday_groups(passage),
        *find_restated_shares(passage),
    )


def _take_all(text: str) -> tuple[list[Fact], str]:
    """Every fact but quotes and names, and the text with them hidden."""
    facts: list[Fact] = []
    taken = bytearray(len(text))
    for find in _UNBROKEN:
        text = _take(find(text), facts, taken, text)
    passage = read_passage(text)
    for look in _AROUND_NUMERALS:
        text = _take(look(passage), facts, taken, text)
    for find in _REMAINING:
        text = _take(find(text), facts, taken, text)
    text = _take(find_numbers(passage), facts, taken, text)
    return facts, _take(find_ordinals(passage), facts, taken, text)


def _take(found: Iterable[Fact], facts: list[Fact], taken: bytearray, text: str) -> str:
    """Add the found facts that overlap none of the facts before; return the text without them.

    `taken` marks the code points of the facts, so that a text full of them takes no longer.
    """
    new = [fact for fact in _apart(found) if not any(taken[fact.start : fact.end])]
    for fact in new:
        taken[fact.start : fact.end] = b"\1" * (fact.end - fact.start)
    if not new:
        return text
    facts += new
    return hide(text, _spans(new))


def _spans(facts: Iterable[Fact]) -> list[Span]:
    return [(fact.start, fact.end) for fact in facts]


def _apart(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts without those that lie inside another of the same kind."""
    end = -1
    for fact in sorted(facts, key=lambda fact: (fact.start, -fact.end)):
        if fact.start >= end or fact.end == end:  # two dates may share "14-16 February"
            yield fact
            end = max(end, fact.end)
