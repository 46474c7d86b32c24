"""Times of day with their zones: "2pm", "2:00 PM", "14:00", "noon", "half past two", "2pm ET".

"2:30" alone may be morning or afternoon, so its value holds both, unless the text writes some time
in 24 hours or with a leading zero (then "2:30" is the morning).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guardrails.facts.lists import any_of, load_list
from guardrails.facts.numerals import Numeral, Passage
from guardrails.values import Fact

_LISTS = load_list("times")
_ZONES: dict[str, str] = _LISTS["zones"]
_NAMES: dict[str, str] = _LISTS["names"]
_WEEKDAYS = [*load_list("calendar")["weekdays"], *load_list("calendar")["groups"]]

_HALF = (
    r"(?P<half>\s?[ap](?:m\b|\.\s?m\.|\.m\b)"
    r"|\sin\sthe\s(?:morning|afternoon|evening)\b|\sat\snight\b)"
)
_DIGITAL = re.compile(
    r"(?<![\w:.,$€£/])(?P<hour>[01]?\d|2[0-4])(?P<mark>[:.h])(?P<minute>[0-5]\d)(?::[0-5]\d)?"
    rf"(?![\d:%])(?:\s?h\b|\shours\b)?{_HALF}?"
)
_MAY_BE_DIGITAL = re.compile(r"\d[:.h][0-5]\d")
_SPOKEN = re.compile(rf"(?:\so['\u2019]?clock\b(?:{_HALF})?|{_HALF.replace('half', 'near')})")
_AT = re.compile(r"\b(?:at|from|until|till|by|before|after|between|since)\s$")
_PAST = re.compile(r"\b(?P<part>half|quarter)\s(?P<side>past|to)\s$")
_NAMED = re.compile(rf"\b{any_of(list(_NAMES))}\b")
_ZONE = re.compile(rf"\s?\(?({any_of(list(_ZONES))})\b")
_AFTER_WEEKDAY = re.compile(
    rf"\b(?:{any_of(_WEEKDAYS)}s?|open|opening hours|opens|daily|hours),?:?\s(?:between\s|from\s)?$"
)
_HOURS = re.compile(r"\s?h\b")
_BETWEEN = re.compile(r"\b(?:between|from)\s\Z")
_SHIFT = 3
"""Hours from which "9-15h" is a time of opening and "2-3h" how long something takes."""
_NEAR = 30
"""Code points before bare hours in which their weekday ends."""
_DAY_CLOCK = re.compile(r"(?<![\w:.,])(?:0\d|1[3-9]|2[0-4])[:h][0-5]\d(?![\d:])(?!\s?[ap]\.?m)")


def find_times(passage: Passage) -> Iterator[Fact]:
    """Every time of day; the value is "14:00" with the zone after it, or both halves of the day."""
    small = passage.small
    clocked = small if _MAY_BE_DIGITAL.search(small) else ""
    day_clock = bool(_DAY_CLOCK.search(clocked))
    for match in _DIGITAL.finditer(clocked):
        hour, half = int(match["hour"]), match["half"] or ""
        behind = _AT.search(small[max(0, match.start() - 9) : match.start()])
        if match["mark"] != "." or half or behind:  # "2.30" is a number unless "at" or "pm" says
            clock = _clock(hour, int(match["minute"]), half, day_clock)
            yield _time(passage, *match.span(), clock)
    for index, numeral in enumerate(passage.numerals):
        if "." not in numeral.value and numeral.number <= 24:
            yield from _find_spoken(passage, index, numeral)
            yield from _find_opening_hours(passage, index, day_clock)
    for match in _NAMED.finditer(small):
        yield _time(passage, *match.span(), _NAMES[match[0]].split("|"))


def _find_spoken(passage: Passage, index: int, numeral: Numeral) -> Iterator[Fact]:
    """Times said with a bare hour: "2 pm", "8 o'clock", "half past two", "9 to 11 am"."""
    hour = int(numeral.value)
    spoken = _SPOKEN.match(passage.small, numeral.end)
    if past := _PAST.search(passage.small[max(0, numeral.start - 14) : numeral.start]):
        minute = 30 if past["part"] == "half" else 15
        if past["side"] == "to":
            hour, minute = hour - 1, 60 - minute
        half = (spoken["half"] or spoken["near"] or "") if spoken else ""
        end = spoken.end() if spoken else numeral.end
        yield _time(passage, numeral.start - len(past[0]), end, _clock(hour, minute, half, False))
    elif spoken:
        half = spoken["half"] or spoken["near"] or ""
        for sharing in passage.sharing(index)[:-1]:
            if sharing.number <= 24 and "." not in sharing.value:
                clock = _clock(int(sharing.value), 0, "", False)
                yield _time(passage, sharing.start, sharing.end, clock)
        yield _time(passage, numeral.start, spoken.end(), _clock(hour, 0, half, False))


def _find_opening_hours(passage: Passage, index: int, day_clock: bool) -> Iterator[Fact]:
    """Bare hours behind a day of the week: "Mon-Fri 8 to 5", "Friday 11-1"."""
    hours = passage.sharing(index)
    if len(hours) not in {2, 4} or any(hour.in_words or hour.number > 24 for hour in hours):
        return
    first, last = int(hours[0].number), int(hours[-1].number)
    clock = _HOURS.match(passage.small, hours[-1].end)
    before = passage.small[: hours[0].start][-_NEAR:]
    close = clock and (clock[0] == "h" or _BETWEEN.search(before))
    if (close and last - first >= _SHIFT) or _AFTER_WEEKDAY.search(before):
        for hour in hours:
            end = clock.end() if clock and hour is hours[-1] else hour.end
            yield _time(passage, hour.start, end, _clock(int(hour.number), 0, "", day_clock))


def _clock(hour: int, minute: int, half: str, day_clock: bool) -> list[str]:
    half = half.strip()
    if half == "in the morning" or (half.startswith("a") and half != "at night"):
        hours = [hour % 12]
    elif half:
        hours = [hour % 12 + 12]
    elif 0 < hour <= 12 and not day_clock:
        hours = [hour % 24, (hour + 12) % 24]
    else:
        hours = [hour]
    return [f"{h:02d}:{minute:02d}" for h in hours]


def _time(passage: Passage, start: int, end: int, clock: list[str]) -> Fact:
    zones = [""]
    if zone := _ZONE.match(passage.text, end):
        zones, end = _ZONES[zone[1]].split("|"), zone.end(1)
    value = "|".join(f"{time} {zone}".strip() for time in clock for zone in zones)
    return Fact("time", passage.text[start:end], start, end, value)
