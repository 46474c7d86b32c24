"""Putting a rewrite together: greeting, opening, body, a way on, sign-off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from guardrails.precheck import PreCheck, precheck
from guardrails.reading import read
from guardrails.signals import find_signals
from guardrails.values import Signals
from guidance.model import SIGNAL_NAMES, SignalName, Theme
from rewriting.rules_engine.body import Body, Line, Paragraph, is_offence
from rewriting.rules_engine.choosing import Choice
from rewriting.rules_engine.letter import Letter, is_introduction
from rewriting.rules_engine.endings import endings
from rewriting.rules_engine.openings import find_openings
from rewriting.rules_engine.things import find_things
from rewriting.rules_engine.tidying import capitalised, lowered

_CALLS_FOR_CARE: frozenset[Theme] = frozenset(
    ("refusal", "brush_off", "blame", "heat", "argument", "not_knowing", "self_focus")
)
"""Themes after which a rewrite that says no kind word would still be cold."""
_SHORT = 25
"""Words up to which a draft counts as a short message."""
_BRIEF = 90
"""Code points of an opening in a short message."""
_GROUPS = 4


def compose(letter: Letter, body: Body, pre: PreCheck, choice: Choice) -> Iterator[str]:
    """Yield whole rewrites, the best first."""
    said = _checked(body.text, pre)
    care = not said.acknowledges.present and (
        bool(body.themes & _CALLS_FOR_CARE) or "acknowledges" in said.missing()
    )
    refuses = "refusal" in body.themes or any(f.theme == "refusal" for f in pre.check.findings)
    openings = list(_openings(letter, said, pre, choice, refuses=refuses)) if care else [""]
    ways_on = [way for way in _endings(body, said, pre, choice, refuses=refuses) if not is_offence(way, pre)]
    if {"next_step", "offers_choice"} & set(said.missing()):
        ways_on.sort(key=lambda way: not {"next_step", "offers_choice"} & _shown(way, pre))
    for at, opening in enumerate(openings):
        for ending in ways_on[: 2 if at else 3]:
            yield _whole(letter, body, opening, ending, pre)


def _checked(text: str, pre: PreCheck) -> Signals:
    return precheck(text, pre.context, pre.rulebook).check.signals


def _openings(letter: Letter, said: Signals, pre: PreCheck, choice: Choice, *, refuses: bool) -> Iterator[str]:
    draft = " ".join(block.text for block in letter.body if not block.kept)
    brief = pre.context.channel in ("chat", "phone") or len(draft.split()) <= _SHORT
    message = pre.masked.customer_message
    wanted = set(said.missing()) - {"next_step", "offers_choice"}
    for group in islice(find_openings(message, draft, refuses=refuses), _GROUPS):
        ordered = [one for one in choice.order(group) if not is_offence(one, pre)]
        ordered.sort(key=lambda one: (len(wanted - _shown(one, pre)), brief and len(one) > _BRIEF))
        yield from ordered[:2]


def _shown(text: str, pre: PreCheck) -> set[SignalName]:
    """The signals that a text shows by itself."""
    found = find_signals(read(text, pre.rulebook))
    return {name for name in SIGNAL_NAMES if getattr(found, name).present}


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
    if refuses and not offered:
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
    if opening:
        _open(paragraphs, opening, apart="\n\n" in letter.greeting)
    if ending:
        _end(paragraphs, ending)
    text = Body(paragraphs).text
    greeting = letter.greeting
    runs_on = greeting.rstrip(" ").endswith(",")  # "Hi Ivo, thank you for the log."
    text = lowered(text) if runs_on else text if text[:1] == "[" else capitalised(text)
    if opening and greeting[:1].islower():
        greeting = capitalised(greeting)
    return f"{greeting}{text}{letter.sign_off}"


def _open(paragraphs: list[Paragraph], opening: str, *, apart: bool) -> None:
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
        paragraphs.insert(paragraphs.index(first), Paragraph([replace(line, gap="")], "\n\n"))
    else:
        first.lines.insert(0, line)


def _end(paragraphs: list[Paragraph], ending: str) -> None:
    last = paragraphs[-1]
    if last.kept or re.match(r"\s*(?:[-*\u2022]|\d+[.)])\s", last.lines[-1].text):
        last.gap = "\n\n"
        paragraphs.append(Paragraph([Line(ending, "", "")], ""))
        return
    last.lines[-1].gap = " "
    last.lines.append(Line(ending, "", ""))
