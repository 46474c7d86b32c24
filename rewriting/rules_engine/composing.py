"""Putting a rewrite together: greeting, opening, body, a way on, sign-off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from guardrails.precheck import PreCheck, precheck
from guardrails.values import Signals
from guidance.model import Theme
from rewriting.rules_engine.body import Body, Line, Paragraph
from rewriting.rules_engine.choosing import Choice
from rewriting.rules_engine.judging import Judge
from rewriting.rules_engine.letter import Letter, is_introduction
from rewriting.rules_engine.endings import endings
from rewriting.rules_engine.openings import find_openings
from rewriting.rules_engine.things import find_things
from rewriting.rules_engine.tidying import capitalised, lowered

_CALLS_FOR_CARE: frozenset[Theme] = frozenset(
    ("refusal", "brush_off", "blame", "heat", "argument", "not_knowing", "self_focus")
)
"""Themes after which a rewrite that says no kind word would still be cold."""
_COLD: frozenset[Theme] = _CALLS_FOR_CARE - {"not_knowing", "self_focus"}
"""Themes after which even a customer who asked calmly is owed a kind word."""
_SHORT = 25
"""Words up to which a draft counts as a short message."""
_BRIEF = 90
"""Code points of an opening in a short message."""
_GROUPS = 4


def compose(letter: Letter, body: Body, judge: Judge, choice: Choice) -> Iterator[str]:
    """Yield whole rewrites, the best first."""
    pre = judge.pre
    said = _checked(body.text, pre)
    missing = "acknowledges" in said.missing()
    care = not said.acknowledges.present and (missing or bool(body.themes & _CALLS_FOR_CARE))
    cold = missing or bool(body.themes & _COLD)
    refuses = "refusal" in body.themes or any(f.theme == "refusal" for f in pre.check.findings)
    openings = list(_openings(letter, said, judge, choice, refuses=refuses, cold=cold)) if care else []
    if not (openings and cold):
        openings.append("")
    ways_on = [way for way in _endings(body, said, pre, choice, refuses=refuses) if not judge.offends(way)]
    if {"next_step", "offers_choice"} & set(said.missing()):
        ways_on.sort(key=lambda way: not {"next_step", "offers_choice"} & judge.shows(way))
    for at, opening in enumerate(openings):
        for ending in ways_on[: 2 if at else 3]:
            yield _whole(letter, body, opening, ending, pre)


def _checked(text: str, pre: PreCheck) -> Signals:
    return precheck(text, pre.context, pre.rulebook).check.signals


def _openings(letter: Letter, said: Signals, judge: Judge, choice: Choice, *, refuses: bool, cold: bool) -> Iterator[str]:
    pre = judge.pre
    draft = " ".join(block.text for block in letter.body if not block.kept)
    brief = pre.context.channel in ("chat", "phone") or len(draft.split()) <= _SHORT
    message = pre.masked.customer_message
    wanted = set(said.missing()) - {"next_step", "offers_choice"}
    for group in islice(find_openings(message, draft, refuses=refuses, cold=cold), _GROUPS):
        ordered = [one for one in choice.order(group) if not judge.offends(one)]
        ordered.sort(key=lambda one: (len(wanted - judge.shows(one)), brief and len(one) > _BRIEF))
        yield from ordered[:2]


def _endings(
    body: Body, said: Signals, pre: PreCheck, choice: Choice, *, refuses: bool
) -> Iterator[str]:
    """Yield what may close the rewrite; "" when the draft offers a way on itself."""
    steps = endings()
    text = body.text
    offered, missing = _offers(text, said), {"next_step", "offers_choice"} & set(said.missing())
    asks = text.endswith("?")
    if asks and not missing:
        yield ""
    if refuses and not offered and pre.situation.refusal:
        yield from choice.order(steps.refused)
        return
    if (said.next_step.present or offered) and not missing:
        yield ""
    if re.search(r"\bit looks like\b|\bfrom what I see\b", text, re.IGNORECASE):
        yield from choice.order(steps.observed)
    if re.search(r"\bplease\b", text, re.IGNORECASE):
        yield from choice.order(steps.steps)
    things = find_things(pre.masked.customer_message or "", by_customer=True)
    named = [one.replace("{thing}", things[0].name) for one in steps.open_thing] if things else []
    yield from choice.order((*named, *steps.open))


def _offers(text: str, said: Signals) -> bool:
    """Whether a text offers something: "isn't something I'm able to offer" does not."""
    return any(
        not re.search(r"n't\b[^.!?]*$|\bno\b[^.!?]*$", text[:start])
        for start, _ in said.offers_choice.spans
    )


def _whole(letter: Letter, body: Body, opening: str, ending: str, pre: PreCheck) -> str:
    paragraphs = [Paragraph([replace(l) for l in p.lines], p.gap, p.kept) for p in body.paragraphs]
    greeting = letter.greeting
    runs_on = greeting.rstrip(" ").endswith(",")  # "Hi Ivo, thank you for the log."
    if opening:
        _open(paragraphs, opening, apart="\n\n" in greeting, runs_on=runs_on)
    if ending:
        _end(paragraphs, ending)
    text = Body(paragraphs).text
    text = lowered(text) if runs_on else text if text[:1] == "[" else capitalised(text)
    if opening and greeting[:1].islower():
        greeting = capitalised(greeting)
    return _in_style(f"{greeting}{text}{letter.sign_off}", pre)


def _in_style(text: str, pre: PreCheck) -> str:
    """Write apostrophes as the draft does, curly or straight."""
    curly = "\u2019" in pre.masked.text and not re.search(r"\w'\w", pre.masked.text)
    return re.sub(r"(?<=\w)'(?=\w)|(?<=s)'(?= )", "\u2019", text) if curly else text


def _open(paragraphs: list[Paragraph], opening: str, *, apart: bool, runs_on: bool) -> None:
    """Put the opening first; thanks for writing, and quoted lines, stay before it."""
    prose = [p for p in paragraphs if not p.kept]
    line = Line(opening, " ", "")
    if not prose:
        paragraphs.append(Paragraph([Line(opening, "", "")], ""))
        if len(paragraphs) > 1:
            paragraphs[-2].gap = paragraphs[-2].gap or "\n\n"
        return
    first = prose[0]
    at = 0
    while at < len(first.lines) and is_introduction(first.lines[at].text):
        at += 1
    if at:
        first.lines[at - 1].gap = " "
        first.lines.insert(at, replace(line, gap=" " if at < len(first.lines) else ""))
    elif apart and (len(first.lines) > 1 or len(prose) > 1):
        first.lines[0].text = capitalised(first.lines[0].text)
        paragraphs.insert(paragraphs.index(first), Paragraph([replace(line, gap="")], "\n\n"))
    else:
        if runs_on:
            first.lines[0].text = capitalised(first.lines[0].text)
        first.lines.insert(0, line)


def _end(paragraphs: list[Paragraph], ending: str) -> None:
    last = paragraphs[-1]
    if last.kept or re.match(r"\s*(?:[-*\u2022]|\d+[.)])\s", last.lines[-1].text):
        last.gap = "\n\n"
        paragraphs.append(Paragraph([Line(ending, "", "")], ""))
        return
    if re.search(r"[^\W_]$", last.lines[-1].text):
        last.lines[-1].text += "."
    last.lines[-1].gap = " "
    last.lines.append(Line(ending, "", ""))
