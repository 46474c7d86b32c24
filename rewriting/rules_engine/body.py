"""Rewording the body of a letter, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from guidance.model import Theme
from rewriting.rules_engine.asking import find_question
from rewriting.rules_engine.choosing import Choice
from rewriting.rules_engine.judging import Judge
from rewriting.rules_engine.letter import Block, Letter
from rewriting.rules_engine.rewording import Rewriting, reword
from rewriting.rules_engine.rewordings import Rewordings
from rewriting.rules_engine.sentences import split_sentences
from rewriting.rules_engine.tidying import capitalised, spell_out, straighten, without_mood

_BULLET = re.compile(r"[ \t]*(?:[-*\u2022\u2013]|\d{1,2}[.)])[ \t]+")
_ATTITUDE: frozenset[Theme] = frozenset(("heat", "brush_off"))
"""Themes whose sentences may go when they hold no fact."""
_SHORT = 12
"""Words of a sentence beyond which it may hold more than attitude."""
_HOSTILE: frozenset[Theme] = frozenset(("heat", "brush_off", "argument", "blame", "self_focus"))
"""Themes that make a draft hostile: the more general rewordings of these then apply throughout."""


@dataclass(slots=True)
class Line:
    """A sentence of the rewrite: its text, the white space after it, and what it was before."""

    text: str
    gap: str
    before: str
    themes: frozenset[Theme] = frozenset()


@dataclass(slots=True)
class Paragraph:
    """Lines that stand together, and the white space after them."""

    lines: list[Line]
    gap: str
    kept: bool = False


@dataclass(slots=True)
class Body:
    """The reworded body, and the themes that were met on the way."""

    paragraphs: list[Paragraph]
    themes: set[Theme] = field(default_factory=set)

    @property
    def text(self) -> str:
        """The body as it reads."""
        parts: list[str] = []
        for paragraph in self.paragraphs:
            parts += [line.text + line.gap for line in paragraph.lines] + [paragraph.gap]
        return re.sub(r"\n{3,}", "\n\n", "".join(parts).strip())


def reword_body(letter: Letter, judge: Judge, book: Rewordings, choice: Choice) -> Body:
    """Reword every sentence of a letter's prose; what holds only an offence is gone.

    A draft that is hostile in one place is read more strictly everywhere: "you clicked it twice" is
    innocent in a friendly answer.
    """
    body = _reword_all(letter, judge, book, choice, frozenset())
    if (body.themes | {finding.theme for finding in judge.pre.check.findings}) & _HOSTILE:
        body = _reword_all(letter, judge, book, choice, _HOSTILE)
    return body


def _reword_all(
    letter: Letter, judge: Judge, book: Rewordings, choice: Choice, strictly: frozenset[Theme]
) -> Body:
    hasty = _is_hasty(letter)
    question = find_question(judge.pre.masked.customer_message or "")
    whole = Rewriting(book, choice.order, judge, question, judge.knows_not)
    body = Body([])
    for block in letter.body:
        paragraph = Paragraph([], block.gap, kept=block.kept)
        for line in _lines(block):
            if not block.kept:
                _reword_line(line, judge, whole, strictly, hasty=hasty)
                body.themes |= line.themes
            if line.text:
                paragraph.lines.append(line)
        if paragraph.lines:
            paragraph.lines[-1].gap = ""
            body.paragraphs.append(paragraph)
    return body


def _lines(block: Block) -> list[Line]:
    if block.kept:
        return [Line(block.text, "", block.text)]
    return [Line(s.text, s.gap, s.text) for s in split_sentences(without_mood(block.text))]


def _reword_line(
    line: Line, judge: Judge, whole: Rewriting, strictly: frozenset[Theme], *, hasty: bool
) -> None:
    bullet = _BULLET.match(line.text)
    head = bullet[0] if bullet else ""
    sentence = straighten(line.text[len(head) :])
    spelt = spell_out(sentence) if hasty else sentence
    calm = _without_shouting(spelt, judge)
    done = reword(calm, judge.themes(calm) | strictly, whole)
    text, themes = done.text, done.themes
    if calm != spelt:
        themes |= {"heat"}
    if text and (left := judge.themes(text)):
        themes |= left
        parts = [replace(part, text=_without_offence(part.text, judge)) for part in split_sentences(text)]
        text = " ".join(part.text for part in parts if part.text)
    line.themes = themes
    if not text:
        line.text = ""
        return
    if hasty or themes or done.changed:
        text = capitalised(text)
        if not re.search(r"[.!?:;,\u2026\])\"'”]$", text) and not bullet:
            text += "?" if _asks(text) else "."
    elif spelt == sentence:
        text = line.text[len(head) :]
    line.text = head + text


def _without_shouting(text: str, judge: Judge) -> str:
    """Say in small letters, and without three marks, what was shouted."""
    for finding in reversed(judge.findings(text)):
        if judge.pre.rulebook.rules[finding.rule].kind == "shouting":
            calm = re.sub(r"[!?]{2,}", ".", finding.match)
            calm = calm.lower() if calm.isupper() else calm
            text = text[: finding.start] + calm + text[finding.end :]
    return text


def _without_offence(sentence: str, judge: Judge) -> str:
    """A last resort for a sentence that still offends: without a fact, attitude goes altogether."""
    left, words = judge.themes(sentence), len(sentence.split())
    if not left or words > _SHORT or judge.holds_facts(sentence):
        return sentence
    return "" if left <= _ATTITUDE else sentence


def _asks(text: str) -> bool:
    last = re.split(r"[.!?,] ", text)[-1]
    return bool(
        re.match(
            r"(?:what|which|when|where|who|how|why|shall|would|could|can|may|do|does|did|is|are|have|has|want me)\b",
            last,
            re.IGNORECASE,
        )
    )


def _is_hasty(letter: Letter) -> bool:
    """Whether a draft was typed in haste: sentences that begin small, or chat spelling."""
    sentences: Sequence[str] = [
        s.text for block in letter.body if not block.kept for s in split_sentences(block.text)
    ]
    small = sum(text[:1].islower() for text in sentences)
    spelt = any(spell_out(straighten(text)) != straighten(text) for text in sentences)
    return spelt or small * 2 > len(sentences)
