"""Whether two facts say the same: in another form, more or less precisely, or in other words."""

from __future__ import annotations

import re

from guardrails.facts.numerals import read_number
from guardrails.values import Fact

# A number without a unit may restate these by their bare digits ("12 days", "twelve have passed").
_COUNTED = frozenset(("duration", "measure", "id", "version", "number"))
# And a number of the draft that leaves its unit to an earlier one may get it back ("then 299").
_COMPLETED = _COUNTED | {"amount", "percentage"}
_BARE = re.compile(r"[\d.,]+")  # it takes its unit from a neighbour: "3.50 and two hours"
_DECIMAL = re.compile(r"\d+\.\d+|\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_FIRST_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def is_same(one: Fact, other: Fact) -> bool:
    """Whether two facts of one kind have a normal form in common."""
    return one.kind == other.kind and not _readings(one).isdisjoint(_readings(other))


def keeps(rewrite: Fact, draft: Fact) -> bool:
    """Whether a fact of the rewrite keeps one of the draft.

    A date may lose its year or name its month again, and a number may turn up as an id or with a
    unit; an amount never loses its currency. What is said more closely needs a licence as well.
    """
    if rewrite.kind == draft.kind:
        return is_same(rewrite, draft) or (
            draft.kind == "date" and (_is_coarser(rewrite, draft) or _is_coarser(draft, rewrite))
        )
    if draft.kind == "number" and rewrite.kind in _COMPLETED:
        return _magnitude(rewrite) == _magnitude(draft)
    if draft.kind in _COUNTED and rewrite.kind in _COUNTED:
        return "number" in {draft.kind, rewrite.kind} and _magnitude(rewrite) == _magnitude(draft)
    if draft.kind == "date" and rewrite.kind in {"number", "ordinal"}:
        return draft.value == f"--{rewrite.value:0>2}"  # "the 1st" and "the first"
    if _is_bare_hour(draft, rewrite) or _is_bare_hour(rewrite, draft):
        return True
    return _is_dotted(draft, rewrite)


def licenses(draft: Fact, rewrite: Fact) -> bool:
    """Whether a fact of the draft or its context licenses one of the rewrite."""
    if rewrite.kind == draft.kind:
        return (
            is_same(rewrite, draft)
            or _is_vaguer(rewrite, draft)
            or (
                rewrite.kind == "date"
                and (_is_coarser(rewrite, draft) or _is_month_of(rewrite, draft))
            )
        )
    if rewrite.kind == "number" or (draft.kind == "number" and _BARE.fullmatch(rewrite.text)):
        return _magnitude(rewrite) == _magnitude(draft) or _is_bare_hour(draft, rewrite)
    if rewrite.kind == "ordinal":
        return rewrite.value == _magnitude(draft) or rewrite.value in _readings(draft)
    if {draft.kind, rewrite.kind} <= {"number", "id", "version"}:
        return _magnitude(rewrite) == _magnitude(draft)
    return _is_dotted(draft, rewrite) or _is_bare_hour(rewrite, draft)


def _readings(fact: Fact) -> set[str]:
    return set(fact.value.split("|"))


def _is_coarser(date: Fact, other: Fact) -> bool:
    """Whether a date says the same as another with less: no year, or only the day of the month."""
    return any(
        full.endswith(short) and full != short and full[-len(short) - 1 :][0] == "-"
        for short in (reading.lstrip("-") for reading in _readings(date))
        for full in _readings(other)
        if short[0].isdigit() and full[0].isdigit()
    )


def _is_vaguer(length: Fact, other: Fact) -> bool:
    """Whether a length of time without a number is said in the units of another one."""
    if length.kind != "duration" or not length.value.startswith("some "):
        return False
    unit = length.value.split("|", maxsplit=1)[0].removeprefix("some ")
    return unit in other.text.lower()


def _is_month_of(month: Fact, date: Fact) -> bool:
    return month.value.startswith("month ") and any(
        reading[0].isdigit() and f"-{reading}".find(f"-{month.value[6:]}-") >= 0
        for reading in _readings(date)
    )


def _is_bare_hour(time: Fact, number: Fact) -> bool:
    """Whether a number may be the hour of a time: "20:00" and "at eight"."""
    if (time.kind, number.kind) != ("time", "number") or not number.value.isdecimal():
        return False
    hours = {reading[:2] for reading in _readings(time) if reading[3:5] == "00"}
    return int(number.value) in {int(hour) for hour in hours} | {
        int(hour) % 12 or 12 for hour in hours
    }


def _is_dotted(one: Fact, other: Fact) -> bool:
    """Whether one text reads a time in "1.40" and the other a number."""
    texts = {fact.kind: fact.text for fact in (one, other)}
    dotted = texts.keys() == {"number", "time"} and "." in texts["time"]
    return dotted and texts["time"] == texts["number"]


def _magnitude(fact: Fact) -> str:
    """The digits of a fact as it is written, or the value of its number word."""
    if fact.kind in {"number", "id", "version"}:
        return fact.value.removeprefix("#")
    found = _FIRST_NUMBER.search(fact.text)
    if found is None:
        return fact.value.split(" ")[0]
    return read_number(found[0]) if _DECIMAL.fullmatch(found[0]) else found[0].replace(",", "")
