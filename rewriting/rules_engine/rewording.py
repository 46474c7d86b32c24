"""Rewording one sentence: offences go, facts are said again in better words.

Nothing is guessed: a clause either is what a rewording of the guidance says, or it stays as it was
written; whether the whole is clean is for the checks to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from guidance.model import Theme
from rewriting.rules_engine.clauses import Clause, is_quoted, join_clauses, split_clauses
from rewriting.rules_engine.joints import end_sentence, mend_joints
from rewriting.rules_engine.phrasebook import Match, Phrasebook
from rewriting.rules_engine.rewordings import Phrase, Place, Rewording
from rewriting.rules_engine.slots import fill
from rewriting.rules_engine.tidying import lowered

CLOSING = re.compile(r"[.!?\u2026]+[\"'\u201d\u2019)\]]*$")
"""The punctuation that closes a sentence."""
_LONGEST = 600
"""Code points of a sentence beyond which it is left alone."""
_WINDOW = 3
"""Clauses that one pattern may span, if it names the comma between them."""
_STRIPPED: tuple[Place, ...] = ("tag", "lead", "start", "end")


@dataclass(frozen=True, slots=True)
class Reworded:
    """What became of a sentence: its new text ("" when it goes), and the themes that were met."""

    text: str
    themes: frozenset[Theme] = frozenset()
    changed: bool = False


def reword(sentence: str, flagged: frozenset[Theme], phrasebook: Phrasebook) -> Reworded:
    """Reword a sentence that keeps its closing punctuation.

    `flagged` are the themes for which the more general rewordings may be used, too.
    """
    if len(sentence) > _LONGEST:
        return Reworded(sentence)
    closing = CLOSING.search(sentence)
    end = closing[0] if closing else ""
    text = sentence[: len(sentence) - len(end)]
    if not re.search(r"\w", text):
        return Reworded(sentence)
    work = _Sentence(flagged, phrasebook, "?" in end)
    better = work.reworded(text, end)
    return Reworded(better if work.changed else sentence, frozenset(work.met), work.changed)


@dataclass(slots=True)
class _Sentence:
    flagged: frozenset[Theme]
    phrasebook: Phrasebook
    asks: bool
    met: set[Theme] = field(default_factory=set)
    changed: bool = False
    asks_still: bool = False

    def reworded(self, text: str, end: str) -> str:
        if self._is_mere_offence(text):
            return ""
        bare = self._stripped(text)
        if not text.endswith(bare[-1:]):
            self.asks, end = False, "."  # ", okay?" asked nothing
        if not re.search(r"\w", bare):
            return ""
        clauses = self._cut(lowered(bare))
        after = self._say_clauses(clauses)
        asks = self.asks and (self.asks_still or after[-1] == clauses[-1])
        calm = [one and replace(one, text=self._without(one.text, "anywhere")) for one in after]
        joined = join_clauses(mend_joints(clauses, calm))
        return end_sentence(joined, end, asks=asks)

    def _is_mere_offence(self, text: str) -> bool:
        """Whether the guidance knows a whole sentence as one that may go."""
        text = lowered(text)
        if len(split_clauses(text)) > 1:
            return False
        match = self._match(text) or self._match(text.replace(",", ""))
        return match is not None and not match.words and self._say(match) == ""

    def _stripped(self, text: str) -> str:
        """The text without the phrases around it, until there are none left."""
        before = ""
        while before != text:
            before = text
            for place in _STRIPPED:
                text = self._without(text, place)
        return text

    def _without(self, text: str, place: Place) -> str:
        """Change the phrases that stand in this place, unless a fact or a quotation is in them."""
        for phrase in self.phrasebook.book.phrases:
            if phrase.place != place or (phrase.flagged and phrase.theme not in self.flagged):
                continue
            at = 0
            while match := phrase.pattern.search(text, at):
                at = match.end()
                if self._may_change(phrase, match, text):
                    self._meet(phrase)
                    text, at = _changed(text, match, fill(phrase.better, match.groupdict()) or "")
        return text

    def _may_change(self, phrase: Phrase, match: re.Match[str], text: str) -> bool:
        if is_quoted(text, match.start()):
            return False
        lost = match[0].strip(" ,;")
        return bool(phrase.better) or not self.phrasebook.judge.holds_facts(lost)

    def _cut(self, text: str) -> list[Clause]:
        """The clauses, cut further where the guidance knows what stands before a comma."""
        cut: list[Clause] = []
        for clause in split_clauses(text):
            parts = clause.text.split(", ")
            known = len(parts) > 1 and self._knows_better(parts[0], clause.text)
            if known and not all(map(self._match, parts)):
                parts = [parts[0], ", ".join(parts[1:])] if len(parts[1].split()) > 2 else []
            if known and parts:
                cut.append(replace(clause, text=parts[0]))
                cut += [Clause(",", "", part) for part in parts[1:]]
            else:
                cut.append(clause)
        return cut

    def _knows_better(self, part: str, whole: str) -> bool:
        """Whether a part is known, and more particularly than the whole clause."""
        one, other = self._match(part), self._match(whole)
        return one is not None and (other is None or one.rank < other.rank)

    def _say_clauses(self, clauses: list[Clause]) -> list[Clause | None]:
        """The clauses reworded; what a pattern takes together stands in the first, None after."""
        after: list[Clause | None] = []
        while len(after) < len(clauses):
            first = clauses[len(after)]
            taken = self._widest(clauses[len(after) :])
            if taken is None:
                after.append(first)
                continue
            width, word, match = taken
            words = self._say(match)
            after.append(replace(first, word=word, text=words) if words else None)
            after += [None] * (width - 1)
            if not words and len(after) < len(clauses):
                _name_again(clauses, len(after), match)
        return after

    def _widest(self, clauses: Sequence[Clause]) -> tuple[int, str, Match] | None:
        """How many clauses the most particular rewording takes, and what conjunction is left."""
        found: list[tuple[int, int, str, Match]] = []
        for width in range(1, min(_WINDOW, len(clauses)) + 1):
            first, *more = clauses[:width]
            text = join_clauses([replace(first, joint="", word=""), *more])
            for words, left in ((f"{first.word} {text}", ""), (text, first.word)):
                last = width == len(clauses)
                match = self._match(words, width, last=last) if words and words[0] != " " else None
                bound = any(clause.word for clause in more)
                if match and (match.rewording.better or not bound):
                    found.append((match.rank, width, left, match))
                    break
        return min(found, key=lambda one: one[:2])[1:] if found else None

    def _match(self, text: str, width: int = 1, *, last: bool = True) -> Match | None:
        """The rewording that knows a text; only the last clause of a question asks."""
        asks = self.asks and last
        return self.phrasebook.match(text, self.flagged, asks=asks, several=width > 1, closes=last)

    def _say(self, match: Match) -> str:
        self._meet(match.rewording)
        self.asks_still = self.asks_still or match.rewording.asked
        return self.phrasebook.say(match)

    def _meet(self, one: Rewording | Phrase) -> None:
        """Remember what was met; bad news softened, or innocent words, tell nothing of a mood."""
        quiet = isinstance(one, Phrase) and one.quiet
        self.changed = self.changed or not quiet
        if not (quiet or one.innocent):
            self.met.add(one.theme)


def _name_again(clauses: list[Clause], at: int, gone: Match) -> None:
    """Let a clause name what the clause before it, which goes, had named: "so they stay"."""
    pronoun = re.match(r"(?:it|they)(?![\w'])", clauses[at].text, re.IGNORECASE)
    if pronoun and gone.thing:
        text = gone.thing + clauses[at].text[pronoun.end() :]
        clauses[at] = replace(clauses[at], text=text)


def _changed(text: str, match: re.Match[str], better: str) -> tuple[str, int]:
    """The text with better words in place of a phrase, and where to look on."""
    before, after = text[: match.start()], text[match.end() :]
    if better and before[-1:].isalnum():
        better = f" {better}"
    if better and after[:1].isalnum():
        better += " "
    changed = re.sub(r" {2,}", " ", before + better + after).strip(" ,;")
    return changed, match.start() + len(better)
