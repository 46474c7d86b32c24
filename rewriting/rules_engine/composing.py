"""Putting a rewrite together: greeting, opening, body, a way on, sign-off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from guardrails.precheck import precheck
from guardrails.values import Signals
from guidance.model import SignalName, Theme
from rewriting.rules_engine.asking import find_wish
from rewriting.rules_engine.body import Body, Line, Paragraph, is_bullet
from rewriting.rules_engine.choosing import Choice
from rewriting.rules_engine.endings import endings
from rewriting.rules_engine.judging import Judge
from rewriting.rules_engine.letter import Letter, is_closing, is_introduction
from rewriting.rules_engine.openings import Group, find_openings, is_grave
from rewriting.rules_engine.things import find_things
from rewriting.rules_engine.tidying import capitalised, lowered

_CALLS_FOR_CARE: frozenset[Theme] = frozenset(
    ("refusal", "brush_off", "blame", "heat", "argument", "not_knowing", "self_focus")
)
"""Themes after which a rewrite that says no kind word would still be cold."""
_COLD: frozenset[Theme] = _CALLS_FOR_CARE - {"not_knowing", "self_focus"}
"""Themes after which even a customer who asked calmly is owed a kind word."""
_UNKIND: frozenset[Theme] = frozenset(("blame", "heat", "argument"))
"""Themes before which thanks for somebody's patience would sound like mockery."""
_WAYS_ON: frozenset[SignalName] = frozenset(("next_step", "offers_choice"))
_NO = re.compile(r"(?:no|nope|sorry,? no)[.,!]", re.IGNORECASE)
_ASKS = re.compile(r"\bplease\b", re.IGNORECASE)
_SHORT = 25
"""Words up to which a draft counts as a short message."""
_BRIEF = 90
"""Code points of an opening in a short message."""
_BRIEF_END = 50
"""The same of an ending in a chat."""
_GROUPS = 4
"""Groups of openings to draw from, and how many of each."""
_EACH = 2


def compose(letter: Letter, body: Body, judge: Judge, choice: Choice) -> Iterator[str]:
    """Yield whole rewrites, the best first."""
    signals = precheck(body.text, judge.pre.context, judge.pre.rulebook).check.signals
    return _Composer(letter, body, judge, choice, signals).rewrites()


@dataclass(frozen=True, slots=True)
class _Composer:
    letter: Letter
    body: Body
    judge: Judge
    choice: Choice
    signals: Signals
    """What the reworded body shows and lacks by itself."""

    def rewrites(self) -> Iterator[str]:
        openings, ways_on = list(self._openings()), list(self._ways_on())
        for at, opening in enumerate(openings):
            for way_on in ways_on[: 2 if at else 3]:
                yield self._whole(opening, way_on)

    def _openings(self) -> Iterator[str]:
        """Openings that fit; "" where the body is kind enough, or where little calls for one."""
        missing = "acknowledges" in self.signals.missing()
        cold = missing or bool(self.body.themes & _COLD)
        cares = self.signals.acknowledges.present
        pre = self.judge.pre
        grave = is_grave(pre.masked.customer_message)
        if cares or not (missing or grave or self.body.themes & _CALLS_FOR_CARE):
            yield ""
            return
        draft = " ".join(block.text for block in self.letter.body if not block.kept)
        message = pre.masked.customer_message
        groups = find_openings(
            message,
            draft,
            refuses=self._refuses,
            cold=cold,
            calm=not (message and self._went_wrong) and not self.body.themes & _UNKIND,
        )
        brief = pre.context.channel in ("chat", "phone") or len(draft.split()) <= _SHORT
        wanted = set(self.signals.missing()) - _WAYS_ON
        if self._is_calm and not message:
            groups = _gently(groups)
        found = False
        for group in islice(groups, _GROUPS):
            fit = [one for one in self.choice.order(group.openings) if not self.judge.offends(one)]
            fit.sort(key=lambda one: len(wanted - self.judge.shows(one)))
            if brief:
                fit.sort(key=lambda one: len(one) > _BRIEF)
            found = found or bool(fit)
            yield from fit[:_EACH]
        if not (found and (cold or grave)):
            yield ""

    @property
    def _is_calm(self) -> bool:
        """Whether nobody is upset, nothing went wrong, and the draft was not unkind."""
        return not (self._went_wrong or self.body.themes & _COLD)

    @property
    def _went_wrong(self) -> bool:
        situation = self.judge.pre.situation
        return situation.problem or situation.upset

    @property
    def _refuses(self) -> bool:
        refused = "refusal" in self.body.themes or self.judge.pre.situation.refusal
        message = self.judge.pre.masked.customer_message
        return refused or bool(_NO.match(self.body.text) and message and find_wish(message))

    def _ways_on(self) -> Iterator[str]:
        """What may close the rewrite; "" first where the body shows a way on itself."""
        missing = _WAYS_ON & set(self.signals.missing())
        offered = self._offers()
        fit = [way for way in self._endings(offered=offered) if not self.judge.offends(way)]
        channel = self.judge.pre.context.channel
        if channel == "phone":
            fit = [way for way in fit if not _is_written(way)]
        if channel == "chat":
            fit.sort(key=lambda way: len(way) > _BRIEF_END)
        if missing:
            fit.sort(key=lambda way: not _WAYS_ON & self.judge.shows(way))
        leads_on = self.signals.next_step.present or offered
        must_offer = self._must_offer(offered=offered)
        if self.body.text.endswith("?") or (not missing and leads_on and not must_offer):
            yield ""
        yield from fit

    def _must_offer(self, *, offered: bool) -> bool:
        """Whether a "no" stands bare: with a step to take, it does only before a problem."""
        situation = self.judge.pre.situation
        steps = _ASKS.search(self.body.text) and not (situation.problem or situation.upset)
        return self._refuses and situation.refusal and not (offered or steps)

    def _endings(self, *, offered: bool) -> Iterator[str]:
        """The endings of the guidance that the draft permits."""
        table, order, pre = endings(), self.choice.order, self.judge.pre
        if not self.body.text:
            yield from order(table.empty)
            return
        if self._must_offer(offered=offered):
            yield from order(table.refused)
            return
        if is_grave(pre.masked.customer_message):
            yield from order(table.gentle)
            return
        if re.search(r"\bit looks like\b|\bfrom what I see\b", self.body.text, re.IGNORECASE):
            yield from order(table.observed)
        if _ASKS.search(self.body.text):
            yield from order(table.steps)
        things = find_things(pre.masked.customer_message or "", by_customer=True)
        named = [one.replace("{thing}", things[0].name) for one in table.open_thing if things]
        yield from order((*named, *table.open))

    def _offers(self) -> bool:
        """Whether the body offers something: "isn't something I'm able to offer" does not."""
        return any(
            not re.search(r"(?:n't|\bno)\b[^.!?]*$", self.body.text[:start])
            for start, _ in self.signals.offers_choice.spans
        )

    def _whole(self, opening: str, way_on: str) -> str:
        paragraphs = [
            Paragraph([replace(line) for line in one.lines], one.gap, one.kept)
            for one in self.body.paragraphs
        ]
        greeting = self.letter.greeting
        runs_on = greeting.rstrip(" ").endswith(",")  # "Hi Ivo, thank you for the log."
        if opening:
            _open(paragraphs, opening, apart="\n\n" in greeting)
            greeting = capitalised(greeting) if greeting[:1].islower() else greeting
        if way_on:
            _close(paragraphs, way_on)
        text = Body(paragraphs).text
        text = lowered(text) if runs_on else text if text[:1] == "[" else capitalised(text)
        return self._in_style(f"{greeting}{text}{self.letter.sign_off}")

    def _in_style(self, text: str) -> str:
        """Write apostrophes as the draft does, curly or straight."""
        draft = self.judge.pre.masked.text
        curly = "\u2019" in draft and not re.search(r"\w'\w", draft)
        return re.sub(r"(?<=\w)'(?=\w)|(?<=s)'(?= )", "\u2019", text) if curly else text


def _is_written(way: str) -> bool:
    """Whether an ending speaks of writing, which nobody on the phone does."""
    return any(re.search(rf"\b{word}\b", way, re.IGNORECASE) for word in endings().written)


def _gently(groups: Iterator[Group]) -> Iterator[Group]:
    """Where nothing is known of a customer, and no harm was done, a choice is kind enough."""
    yield Group(("",))
    yield from groups


def _open(paragraphs: list[Paragraph], opening: str, *, apart: bool) -> None:
    """Put the opening first; introductions and quoted lines stay before it."""
    line = Line(opening, " ", "")
    first = next((one for one in paragraphs if not one.kept), None)
    if first is None:
        if paragraphs:
            paragraphs[-1].gap = paragraphs[-1].gap or "\n\n"
        paragraphs.append(Paragraph([replace(line, gap="")], ""))
        return
    at = 0
    whole = len(paragraphs) == 1 and len(first.lines) == 1  # introduces nothing: "Thanks, done."
    while not whole and at < len(first.lines) and is_introduction(first.lines[at].text):
        at += 1
    if at:
        first.lines[at - 1].gap = " "
        first.lines.insert(at, replace(line, gap=" " if at < len(first.lines) else ""))
        return
    first.lines[0].text = capitalised(first.lines[0].text)
    prose = [one for one in paragraphs if not one.kept]
    if apart and len(prose) + len(first.lines) > 2:
        paragraphs.insert(paragraphs.index(first), Paragraph([replace(line, gap="")], "\n\n"))
    else:
        first.lines.insert(0, line)


def _close(paragraphs: list[Paragraph], way_on: str) -> None:
    """Put the way on last; after a list in a paragraph of its own, before "Anything else?"."""
    line = Line(way_on, "", "")
    if not paragraphs:
        paragraphs.append(Paragraph([line], ""))
        return
    last = paragraphs[-1]
    if last.kept or is_bullet(last.lines[-1].text):
        last.gap = "\n\n"
        paragraphs.append(Paragraph([line], ""))
        return
    if re.search(r"[^\W_]$", last.lines[-1].text):
        last.lines[-1].text += "."
    if len(last.lines) > 1 and is_closing(last.lines[-1].text):
        last.lines[-2].gap = last.lines[-2].gap or " "
        last.lines.insert(-1, replace(line, gap=" "))
        return
    last.lines[-1].gap = " "
    last.lines.append(line)
