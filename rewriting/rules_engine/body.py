"""Rewording the body of a letter, sentence by sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from guidance.model import Theme
from rewriting.rules_engine.asking import find_question
from rewriting.rules_engine.choosing import Choice
from rewriting.rules_engine.clauses import join_clauses, split_clauses
from rewriting.rules_engine.joints import end_sentence, mend_joints
from rewriting.rules_engine.judging import Judge
from rewriting.rules_engine.letter import Block, Letter
from rewriting.rules_engine.openings import is_grave
from rewriting.rules_engine.phrasebook import Phrasebook, finds_out, finds_out_barely
from rewriting.rules_engine.rewording import CLOSING, reword
from rewriting.rules_engine.rewordings import Rewordings
from rewriting.rules_engine.sentences import split_sentences
from rewriting.rules_engine.tidying import (
    capitalised,
    punctuated,
    spell_out,
    straighten,
    without_mood,
)

_SHOUTED = re.compile(r"\b(?:I |A )?(?=[A-Z' ]*[A-Z']{5})[A-Z']{2,}(?: [A-Z']+)+\b")
"""Words shouted together, a long one among them: "NO EXCEPTIONS", but not "PDF OR JPG"."""
_BULLET = re.compile(r"[ \t]*(?:[-*\u2022\u2013]|\d{1,2}[.)])[ \t]+")
_ATTITUDE: frozenset[Theme] = frozenset(("heat", "brush_off", "argument"))
"""Themes whose sentences may go when they hold no fact."""
_SHORT = 12
"""Words of a sentence beyond which it may hold more than attitude."""
_RETORT = 8
"""The same for one that argues; what it denies may be the answer, so a "not" stays."""
_BINDS = ("or", "or else", "otherwise", "unless", "if", "until")
"""Conjunctions whose clause says what follows, or on what it depends."""
_CONTENT = re.compile(r"\b(?:please|could you|or|otherwise|unless|until)\b", re.IGNORECASE)
"""Words of a request or of what follows from it, which are never mere attitude."""
_DENIES = re.compile(r"\b(?:not|no|never|nothing|nobody|none)\b|n't\b", re.IGNORECASE)
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
    """Lines that stand together, and the white space after them; `kept` ones are not prose."""

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

    A draft that is hostile in one place is read more strictly everywhere: "you clicked it twice"
    is innocent in a friendly answer.
    """

    def reworded(strictly: frozenset[Theme]) -> Body:
        question = find_question(judge.pre.masked.customer_message or "")
        grave = is_grave(judge.pre.masked.customer_message)
        phrasebook = Phrasebook(
            book, choice.order, judge, question, may_find_out=judge.knows_not, grave=grave
        )
        return _Rewording(judge, phrasebook, strictly, _is_hasty(letter)).body(letter)

    body = reworded(frozenset())
    if (body.themes | {finding.theme for finding in judge.pre.check.findings}) & _HOSTILE:
        body = reworded(_HOSTILE)
    return body


def is_bullet(line: str) -> bool:
    """Whether a line is an item of a list."""
    return bool(_BULLET.match(line))


@dataclass(frozen=True, slots=True)
class _Rewording:
    judge: Judge
    phrasebook: Phrasebook
    strictly: frozenset[Theme]
    hasty: bool

    def body(self, letter: Letter) -> Body:
        body = Body([])
        blocks = [
            (block, [line if block.kept else self._line(line) for line in _lines(block)])
            for block in letter.body
        ]
        everything = [line for _, lines in blocks for line in lines]
        body.themes |= {theme for line in everything for theme in line.themes}
        says_what = any(
            finds_out(one.text) and not finds_out_barely(one.text) for one in everything
        )
        for block, lines in blocks:
            left = [one for one in lines if one.text and not (says_what and _is_added(one))]
            if left:
                left[-1].gap = ""
                body.paragraphs.append(Paragraph(left, block.gap, block.kept))
        return body

    def _line(self, line: Line) -> Line:
        bullet = _BULLET.match(line.text)
        head = bullet[0] if bullet else ""
        plain = straighten(line.text[len(head) :])
        spelt = spell_out(plain) if self.hasty else plain
        calm = self._without_shouting(spelt)
        done = reword(calm, self.judge.themes(calm) | self.strictly, self.phrasebook)
        text = self._without_attitude(done.text)
        themes = done.themes | self.judge.themes(done.text)
        if calm != spelt:
            themes |= {"heat"}
        if not text:
            return replace(line, text="", themes=themes)
        if self.hasty or themes or done.changed:
            text = capitalised(text)
            text = text if bullet else punctuated(text)
        elif spelt == plain:
            text = line.text[len(head) :]  # with the draft's own blanks and apostrophes
        return replace(line, text=head + text, themes=themes)

    def _without_shouting(self, text: str) -> str:
        """Say in small letters, and without three marks, what was shouted."""
        for finding in reversed(self.judge.findings(text)):
            if self.judge.pre.rulebook.rules[finding.rule].kind == "shouting":
                calm = re.sub(r"[!?]{2,}", ".", finding.match)
                calm = calm.lower() if calm.isupper() else calm
                text = text[: finding.start] + calm + text[finding.end :]
        return _SHOUTED.sub(lambda words: words[0].lower(), text) if self._is_harsh(text) else text

    def _is_harsh(self, text: str) -> bool:
        return bool(self.strictly) or self.judge.offends(text)

    def _without_attitude(self, text: str) -> str:
        """A last resort for what still offends: short sentences and clauses without a fact go."""
        if not self.judge.offends(text):
            return text
        kept = [one.text for one in split_sentences(text) if not self._is_attitude(one.text)]
        return " ".join(map(self._without_asides, kept))

    def _without_asides(self, sentence: str) -> str:
        """A sentence without the clauses that hold only attitude, if others are left."""
        if not self.judge.offends(sentence):
            return sentence
        closing = CLOSING.search(sentence)
        end = closing[0] if closing else ""
        clauses = split_clauses(sentence[: len(sentence) - len(end)])
        left = [
            None if one.word.lower() not in _BINDS and self._is_attitude(one.text) else one
            for one in clauses
        ]
        if not any(left) or all(left):
            return sentence
        asks = "?" in end and left[-1] is not None
        return end_sentence(join_clauses(mend_joints(clauses, left)), end, asks=asks)

    def _is_attitude(self, words: str) -> bool:
        themes = self.judge.themes(words)
        if not themes or self.judge.holds_facts(words) or _CONTENT.search(words):
            return False
        length = len(words.split())
        retorts = "argument" in themes and (length > _RETORT or _DENIES.search(words))
        return length <= _SHORT and themes <= _ATTITUDE and not retorts


def _is_added(line: Line) -> bool:
    """Whether a line offers to find out, without saying what, where the draft did not."""
    return finds_out_barely(line.text) and line.text != line.before


def _lines(block: Block) -> list[Line]:
    if block.kept:
        return [Line(block.text, "", block.text)]
    return [Line(s.text, s.gap, s.text) for s in split_sentences(without_mood(block.text))]


def _is_hasty(letter: Letter) -> bool:
    """Whether a draft was typed in haste: sentences that begin small, or chat spelling."""
    blocks = (block for block in letter.body if not block.kept)
    sentences = [sentence.text for block in blocks for sentence in split_sentences(block.text)]
    small = sum(text[:1].islower() for text in sentences)
    spelt = any(spell_out(straighten(text)) != straighten(text) for text in sentences)
    return spelt or small * 2 > len(sentences)
