"""Claims: what a rewrite must not invent although it need not keep it.

Disguised links and handles, times left vague ("in a few days") and words that name a day from
today: a writer may drop or rephrase them, but nobody may add one that nothing licenses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from guardrails.facts.disguised_links import find_disguised_links, find_filled_links
from guardrails.facts.durations import length
from guardrails.facts.hiding import hide
from guardrails.facts.lists import any_of, load_list
from guardrails.facts.numerals import small_letters
from guardrails.facts.plain import plain_characters
from guardrails.values import Fact, Span

_LISTS = load_list("claims")
_UNITS = {name: unit for unit, names in _LISTS["units"].items() for name in names}
_VAGUE = re.compile(
    rf"\b(?P<lead>{any_of(_LISTS['vague']['leads'])}\s(?:the\s(?:next|coming)\s)?)?"
    rf"{any_of(_LISTS['vague']['amounts'])}\s(?:\w+\s)?(?P<unit>{any_of(list(_UNITS))})\b"
    r"(?P<from>\sfrom\snow\b)?"
    rf"|\bwithin\s(?:the|this|that)\s(?P<within>{any_of(list(_UNITS))})\b"
)
_DAYS: dict[str, str] = _LISTS["days"]
_DAY = re.compile(rf"\b{any_of(list(_DAYS))}\b")
_NEXT_DAY = re.compile(rf"\bnext\s{any_of(list(load_list('calendar')['weekdays']))}\b")
_AHEAD = re.compile(rf"\b{any_of(_LISTS['ahead']['words'])}(?!\w)")
_NEAR = frozenset(_LISTS["ahead"]["near"])
_CLAUSE = re.compile(r"[.!;,:\n]")
_REACH = 90
"""Code points around a day within which the words of its clause say that something is to come."""


def extract_claims(
    text: str, facts: Sequence[Fact], protected: Iterable[Span] = ()
) -> tuple[Fact, ...]:
    """The claims of a text, beside its facts; spans count code points.

    `facts` and `protected` are the facts of the text and the spans that hold none.
    """
    plain = plain_characters(text)
    hidden = hide(plain, protected)
    taken = [(f.start, f.end) for f in facts if f.kind in {"url", "email"}]
    open_text = hide(hidden, taken, " ")
    links = (*find_disguised_links(open_text), *find_filled_links(plain, open_text))
    small = small_letters(open_text)
    timed = {at for f in facts if f.kind == "time" for at in range(f.start, f.end)}
    days = (day for day in _find_days(small) if day.start not in timed)  # "six in the morning"
    told = (day for day in days if _is_ahead(small, day))
    claims = (*links, *_find_vague(small, all_of_them=False), *told)
    return tuple(replace(claim, text=text[claim.start : claim.end]) for claim in claims)


def extract_mentions(text: str) -> tuple[Fact, ...]:
    """Every day and vague length that a text names in whatever way: they license a claim."""
    small = small_letters(plain_characters(text))
    weeks = (
        Fact("date", match[0], *match.span(), "next week") for match in _NEXT_DAY.finditer(small)
    )
    return (*_find_vague(small, all_of_them=True), *_find_days(small), *weeks)


def is_small_talk(text: str, fact: Fact) -> bool:
    """Whether a date of a text is a time of today or this week by which nothing is to come."""
    return fact.kind == "date" and fact.value in _NEAR and not _is_ahead(small_letters(text), fact)


def _find_vague(small: str, *, all_of_them: bool) -> Iterator[Fact]:
    """Lengths of time without a number that somebody is to count on, "in a few days", or all."""
    for match in _VAGUE.finditer(small):
        unit = _UNITS[match["unit"] or match["within"]]
        if not (all_of_them or match["lead"] or match["from"] or match["within"]):
            continue
        value = f"some {unit}"
        if "couple" in match[0]:
            value += f"|{length(Decimal(2), unit)}"
        elif match["within"]:
            value += f"|{length(Decimal(1), unit)}"
        yield Fact("duration", match[0], *match.span(), value)


def _find_days(small: str) -> Iterator[Fact]:
    for match in _DAY.finditer(small):
        yield Fact("date", match[0], *match.span(), _DAYS[" ".join(match[0].split())])


def _is_ahead(small: str, day: Fact) -> bool:
    """Whether something is to come by a day: "it ships today", but not "how are you today"."""
    before = _CLAUSE.split(small[max(0, day.start - _REACH) : day.start])[-1]
    after = _CLAUSE.split(small[day.end : day.end + _REACH], maxsplit=1)[0]
    asked = after.rstrip().endswith("?")  # "Will that be all today?"
    return not asked and bool(_AHEAD.search(before) or _AHEAD.search(after))
