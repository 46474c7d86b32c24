"""Dates: "3 Jan", "January 3rd", "2026-01-03", "the 5th", "14-16 February", "tomorrow".

A date without its year has no year in its value ("01-03"), a day without month is "--03", a bare
month "month 01".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guardrails.facts.lists import any_of, load_list
from guardrails.facts.numerals import ORDINALS, Passage
from guardrails.values import Fact

_LISTS = load_list("calendar")
_MONTHS: dict[str, int] = _LISTS["months"]
_WEEKDAYS: dict[str, int] = _LISTS["weekdays"]
_GROUPS: dict[str, list[int]] = _LISTS["groups"]
_RELATIVE: dict[str, str] = _LISTS["relative"]

_FULL_MONTHS = [name for name in _MONTHS if len(name) > 4 or name in {"may", "june", "july"}]
_FULL_WEEKDAYS = [name for name in _WEEKDAYS if name.endswith("day")]

_MONTH = rf"{any_of(list(_MONTHS))}\b(?:\.(?=\s?[\d,]))?"
_ORDINAL = any_of(list(ORDINALS))
_DAY = rf"(?:(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b|{_ORDINAL}\b)"
_YEAR = r"(?:(?:19|20)\d\d\b|['\u2019]\d\d\b)"
_TO = r"(?:\s?[-\u2013/]\s?|\s(?:to|and|until|till|through|or|&)\s(?:the\s)?)"

_MAY_BE_NUMERIC = re.compile(r"\d[/.-]\d")
_MAY_BE_DAY = re.compile(r"\d(?:st|nd|rd|th)")
_ANY_MONTH = re.compile(rf"(?<![a-z]){any_of(list(_MONTHS))}\b")
_NUMERIC = re.compile(
    r"(?<![\w/.-])(?P<iso>\d{4}-\d\d-\d\d)(?![\w-])"
    r"|(?<![\w/.])(?P<slashed>\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d))(?![\w/])"
    r"|\b(?:on|by|before|until|till|after|since|from|to|dated)\s(?P<short>\d{1,2}/\d{1,2})(?![\w/])"
    r"|(?<![\w/.,$€£])(?P<dotted>(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\.)(?!\w)"
    r"|(?<![\w/.])(?P<month>(?:0?[1-9]|1[0-2])/(?:19|20)\d\d)(?![\w/])"
    r"|\b(?:exp(?:ires|iry|iration|\.)?|valid\s(?:thru|through|until|to)):?\s(?P<card>(?:0[1-9]|1[0-2])/\d\d)(?![\w/])"
    r"|(?<![\w/.])(?!24/7)(?P<sure>(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01]))(?![\w/])"
)
_NAMED = re.compile(
    rf"(?<![\w/.,$€£])(?P<l1>(?:{_DAY},\s){{1,6}})?(?P<d1>{_DAY})(?:{_TO}(?P<e1>{_DAY}))?\s?(?:of\s|-)?(?P<m1>{_MONTH})(?:,?\s?(?P<y1>{_YEAR}))?"
    rf"|\b(?P<m2>{_MONTH})\s?(?:the\s)?(?P<d2>{_DAY})(?:{_TO}(?P<e2>{_DAY})(?!\s?{_MONTH}))?"
    rf"(?:,?\s?(?P<y2>{_YEAR}))?(?!:?\d)"
    rf"|\b(?P<m3>{_MONTH}),?\s(?P<y3>{_YEAR})"
)
# With a capital only: "may" is a verb and "march" a walk.
_BARE_MONTH = re.compile(rf"\b{any_of([m.capitalize() for m in _FULL_MONTHS])}\b")
_ASKS = re.compile(r"\s(?:I|we|you|he|she|they|it)\b")  # "May I ask"
_LONG_WEEKDAY = re.compile(rf"\b{any_of(_FULL_WEEKDAYS)}s?\b")
_GROUP = re.compile(rf"\b{any_of(list(_GROUPS))}\b")
_SHORT_WEEKDAY = re.compile(rf"\b{any_of([w.capitalize() for w in _WEEKDAYS])}\b")
_DAY_OF_MONTH = re.compile(
    r"(?<![\w.,-])(?P<day>(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th))\b"
    rf"(?![\s-]{any_of(_LISTS['not_days']['words'])}s?\b)"
)
IDIOM = "end of the day"
"""Behind "at the" no date; without it a deadline, which the idiom doesn't license."""
_RELATIVE_DAY = re.compile(rf"\b{any_of(list(_RELATIVE))}\b")


def find_dates(passage: Passage) -> Iterator[Fact]:
    """Every date, weekday and named day. A range yields both its ends."""
    text, small = passage.text, passage.small
    taken = bytearray(len(text))
    named = _ANY_MONTH.search(small)
    for pattern, read, source in (
        (_NUMERIC, _read_numeric, small if _MAY_BE_NUMERIC.search(small) else ""),
        (_NAMED, _read_named, small if named else ""),
        (_RELATIVE_DAY, _read_relative, small),
        (_LONG_WEEKDAY, _read_weekday, small),
        (_SHORT_WEEKDAY, _read_weekday, text),
        (_DAY_OF_MONTH, _read_day, small if _MAY_BE_DAY.search(small) else ""),
        (_BARE_MONTH, _read_month, text if named else ""),
    ):
        for match in pattern.finditer(source):
            start, end = match.span()
            if match.re is _NAMED and _runs_back(match):
                start = match.start("e1")
            if match.re is _NUMERIC:
                start, end = match.span(match.lastgroup or 0)
            if _is_verb(text, match) or _is_idiom(small, match):
                continue
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                for value in read(match):
                    yield Fact("date", text[start:end], start, end, value)


def _runs_back(match: re.Match[str]) -> bool:
    """Whether what looks like a first day is none: "it costs 10 until 2 June"."""
    return bool(match["d1"] and match["e1"]) and _day(match["d1"]) > _day(match["e1"])


def _is_verb(text: str, match: re.Match[str]) -> bool:
    """Whether the month is no month: "nobody under 18 may enter"."""
    if match.re is _BARE_MONTH:
        return bool(_ASKS.match(text, match.end()))
    if match.re is not _NAMED or not match["m1"]:
        return False
    return text[match.start("m1") : match.end("m1")] in {"may", "march", "mar"}


def _is_idiom(small: str, match: re.Match[str]) -> bool:
    """Whether "at the end of the day" says that after all it is so, and names no time."""
    idiom = match.re is _RELATIVE_DAY and match[0] == IDIOM
    return idiom and small.endswith("at the ", 0, match.start())


def find_weekday_groups(passage: Passage) -> Iterator[Fact]:
    """Several days under one name, "the weekend": it restates any of them and is no fact."""
    for match in _GROUP.finditer(passage.small):
        value = "|".join(f"weekday {day}" for day in _GROUPS[match[0]])
        yield Fact("date", passage.text[slice(*match.span())], *match.span(), value)


def _read_numeric(match: re.Match[str]) -> Iterator[str]:
    if match["iso"]:
        yield match["iso"]
    elif match["month"]:
        month, year = match["month"].split("/")
        yield f"month {year}-{int(month):02d}"
    elif match["card"]:
        month, rest = match["card"].split("/")
        day = f"|{month}-{rest}" if 0 < int(rest) < 32 else ""
        yield f"month 20{rest}-{month}{day}"
    elif match["slashed"]:
        a, b, year = (int(part) for part in re.split(r"[/.]", match["slashed"]))
        yield _either_order(a, b, f"{year + 2000 if year < 100 else year}-")
    else:
        written = match["short"] or match["sure"] or match["dotted"].rstrip(".")
        a, b = (int(part) for part in re.split(r"[/.]", written))
        yield _either_order(a, b, "")


def _read_named(match: re.Match[str]) -> Iterator[str]:
    if match["m3"]:
        yield f"month {_year(match['y3'])}{_month(match['m3'])}"
        return
    month = _month(match["m1"] or match["m2"])
    year = _year(match["y1"] or match["y2"])
    listed = re.findall(_DAY, match["l1"] or "")
    first = None if _runs_back(match) else match["d1"] or match["d2"]
    for day in (*listed, first, match["e1"] or match["e2"]):
        if day:
            yield f"{year}{month}-{_day(day)}"


def _either_order(a: int, b: int, year: str) -> str:
    """Both readings of 3/4: the third of April and the fourth of March."""
    readings = [(m, d) for m, d in ((a, b), (b, a)) if m <= 12 and d <= 31]
    return "|".join(dict.fromkeys(f"{year}{m:02d}-{d:02d}" for m, d in readings))


def _read_month(match: re.Match[str]) -> Iterator[str]:
    yield f"month {_month(match[0])}"


def _read_weekday(match: re.Match[str]) -> Iterator[str]:
    word = match[0].lower()
    yield f"weekday {_WEEKDAYS.get(word) or _WEEKDAYS[word.removesuffix('s')]}"


def _read_day(match: re.Match[str]) -> Iterator[str]:
    yield f"--{_day(match['day'])}"


def _read_relative(match: re.Match[str]) -> Iterator[str]:
    yield _RELATIVE[" ".join(match[0].lower().split())]


def _day(text: str) -> str:
    number = ORDINALS.get(text.lower()) or int(re.sub(r"\D", "", text))
    return f"{number:02d}"


def _month(text: str) -> str:
    return f"{_MONTHS[text.lower().rstrip('.')]:02d}"


def _year(text: str | None) -> str:
    if not text:
        return ""
    return f"{text}-" if text[0].isdigit() else f"20{text[1:]}-"
