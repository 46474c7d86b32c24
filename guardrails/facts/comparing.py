"""Comparing the facts of a draft with those of its rewrite: kept, missing, added, changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from guardrails.facts.bounds import find_changed_bounds
from guardrails.facts.claims import extract_claims, extract_mentions, is_small_talk
from guardrails.facts.dates import IDIOM
from guardrails.facts.extracting import extract_facts, extract_restatements
from guardrails.facts.known import count_distinct, gather
from guardrails.facts.labels import find_changed_labels
from guardrails.facts.licences import Licence
from guardrails.facts.literal import read_wording, stands_alike
from guardrails.facts.names import words_of
from guardrails.facts.numerals import overlaps
from guardrails.facts.quotes import plain_words
from guardrails.facts.rates import find_changed_rates
from guardrails.facts.sameness import keeps
from guardrails.values import Fact, Span

_COUNTED = frozenset(("number", "ordinal", "duration", "measure"))
_LARGEST_COUNT = 12
_SHARED_REACH = 40
"""Code points behind an amount within which a number may share its currency."""
_MOST_SHARING, _MOST_PAIRED = 100, 20
"""Facts among which shared currencies are looked for, and facts that are paired by their looks."""
_WORD_AFTER = re.compile(r"\s([A-Za-z]+)")
_NO_NOUNS = frozenset(
    ("of", "for", "to", "or", "and", "in", "at", "is", "are", "was", "per", "a", "an")
)
_OF_SPEECH = re.compile(
    r"(?:two|three|four|five)\spoints\b(?=\s(?:about|on|regarding)\b|:|\.)", re.IGNORECASE
)
_DAYED = re.compile(r"\d-\d|--\d")
_CONTRASTED = re.compile(r"[,(\u2013-]\s?not\s\Z")


@dataclass(frozen=True, slots=True)
class Stated:
    """A text, its facts, the words in it that may restate facts of another text, its claims."""

    text: str
    facts: tuple[Fact, ...]
    restatements: tuple[Fact, ...] = ()
    claims: tuple[Fact, ...] = ()

    @property
    def held(self) -> tuple[Fact, ...]:
        """Everything that licenses a fact of another text."""
        return (*self.facts, *self.restatements, *self.claims)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of the facts. `changed` pairs one of the draft with what took its place."""

    kept: tuple[Fact, ...]
    missing: tuple[Fact, ...]
    added: tuple[Fact, ...]
    changed: tuple[tuple[Fact, Fact], ...]


def state(
    text: str,
    *,
    names: Iterable[str] = (),
    protected: Iterable[Span] = (),
    facts: tuple[Fact, ...] | None = None,
) -> Stated:
    """Read a text for comparison; the arguments are those of `extract_facts`.

    `facts` are those of the text where they are known already.
    """
    spans = tuple(protected)
    if facts is None:
        facts = extract_facts(text, names=names, protected=spans)
    restatements = (*extract_restatements(text, protected=spans), *extract_mentions(text))
    return Stated(text, facts, restatements, extract_claims(text, facts, spans))


def compare_facts(
    draft: Stated, rewrite: Stated, licence: Licence, excused: Iterable[Span] = ()
) -> Comparison:
    """Compare by normal form; `licence` says what the rewrite may state.

    `excused` are spans of the draft that a rewrite should lose: offences, with what they count
    ("I told you 3 times").
    """
    spans = list(excused)
    words, plain = words_of(rewrite.text), plain_words(rewrite.text)
    wording, drafted = read_wording(rewrite.text), read_wording(draft.text)
    offered = gather((*rewrite.facts, *rewrite.restatements))
    asked = count_distinct(draft.facts)
    kept: list[Fact] = []
    missing: list[Fact] = []
    for fact in draft.facts:
        if fact.kind == "quote":
            survives = fact.value in plain
            if not survives and _lies_within(fact, spans):
                continue  # mocking marks: it didn't "pause itself"
        elif fact.kind == "name":
            survives = words_of(fact.text) <= words
        else:
            survives = (
                offered.matches(fact, keeps, asked)
                or stands_alike(fact, draft.text, wording)
                or _shares_currency(fact, rewrite.facts)
            )
            if not survives and _CONTRASTED.search(draft.text[: fact.start][-8:]):
                continue  # "3 months, not 6": the six was never a fact
            if not survives and (fact.kind == "ordinal" or _is_excused(fact, spans)):
                continue
        (kept if survives else missing).append(fact)
    stated = (*rewrite.facts, *rewrite.claims)
    among = count_distinct(stated)
    added = [
        fact
        for fact in stated
        if not (
            licence.covers(fact, among)
            or (fact.value != IDIOM and stands_alike(fact, rewrite.text, drafted))
            or is_small_talk(rewrite.text, fact)
        )
    ]
    if not any(fact.kind in _COUNTED for fact in missing):
        counted = {_noun_after(draft.text, fact) for fact in draft.facts if fact.kind in _COUNTED}
        added = [fact for fact in added if not _merely_counts(rewrite.text, fact, counted)]
    rates = find_changed_rates(draft.text, draft.facts, rewrite.text, rewrite.facts)
    bounds = find_changed_bounds(draft.text, draft.facts, rewrite.text, rewrite.facts)
    labels = find_changed_labels(draft.text, rewrite.text)
    changed = (*_pair(missing, added), *rates, *bounds, *labels)
    return Comparison(tuple(kept), tuple(missing), tuple(added), changed)


def _shares_currency(amount: Fact, facts: Sequence[Fact]) -> bool:
    """Whether a bare number says an amount again, as in "45 euros in place of 60"."""
    if amount.kind != "amount" or len(facts) > _MOST_SHARING:
        return False
    number, _, currency = amount.value.split("|", maxsplit=1)[0].partition(" ")
    priced = [fact for fact in facts if fact.kind == "amount" and currency in fact.value]
    return any(
        fact.kind == "number"
        and fact.value == number
        and any(0 < fact.start - one.end < _SHARED_REACH for one in priced)
        for fact in facts
    )


def _merely_counts(text: str, fact: Fact, counted: set[str]) -> bool:
    """Whether a small number in words counts what the draft does not: "three documents"."""
    if fact.kind == "measure":  # "two points about your order"
        return _OF_SPEECH.match(text, fact.start) is not None and "point" not in counted
    if fact.kind not in {"number", "ordinal"} or not fact.text[0].isalpha():
        return False
    small = len(fact.value) < 3 and int(fact.value) <= _LARGEST_COUNT
    noun = _noun_after(text, fact)
    return small and bool(noun) and noun not in counted


def _noun_after(text: str, fact: Fact) -> str:
    """The word behind a number in the singular, if it can be what the number counts."""
    word = _WORD_AFTER.match(text, fact.end)
    if word is None or word[1].lower() in _NO_NOUNS:
        return ""
    return word[1].lower().removesuffix("s")


def _is_excused(fact: Fact, spans: list[Span]) -> bool:
    """Whether an offence counts something: what has its own weight is kept wherever it stands."""
    if fact.kind == "date":  # a truism names a season, a case has its day
        return not _DAYED.search(fact.value) and _lies_within(fact, spans)
    return fact.kind in {"number", "duration"} and overlaps((fact.start, fact.end), spans)


def _lies_within(fact: Fact, spans: list[Span]) -> bool:
    return any(start <= fact.start and fact.end <= end for start, end in spans)


def _pair(missing: list[Fact], added: list[Fact]) -> tuple[tuple[Fact, Fact], ...]:
    """Pair each missing fact with the added one of its kind that looks most like it."""
    pairs, free = [], added[:_MOST_PAIRED]
    for lost in missing[:_MOST_PAIRED]:
        rivals = [fact for fact in free if fact.kind == lost.kind]
        if rivals:
            best = max(rivals, key=lambda fact: SequenceMatcher(None, lost.text, fact.text).ratio())
            free.remove(best)
            pairs.append((lost, best))
    return tuple(pairs)
