"""Rewording one sentence: offences go, facts are said again in better words.

Nothing is guessed: a clause either is what a rewording of the guidance says, or it stays as it was
written; whether the whole is clean is for the checks to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from guidance.model import Theme
from rewriting.rules_engine.clauses import Clause, is_quoted, join_clauses, split_clauses
from rewriting.rules_engine.rewordings import Phrase, Place, Rewording, Rewordings
from rewriting.rules_engine.slots import fill
from rewriting.rules_engine.tidying import capitalised, lowered

CLOSING = re.compile(r"[.!?\u2026]+[\"'\u201d\u2019)\]]*$")
_REQUEST = re.compile(r"(?:please|let me|could you|would you|may I|shall I)\b", re.IGNORECASE)
_HEDGE = re.compile(r"^(?:it looks like|it seems(?: that)?|from what I see,) ", re.IGNORECASE)
_LONGEST = 600
"""Code points of a sentence beyond which it is left alone."""
_WINDOW = 3
"""Clauses that one pattern may span, if it names the comma between them."""
_NOT_ASKED: frozenset[Theme] = frozenset(("refusal", "command", "not_knowing"))
"""Themes that no question is about: "Not sure which size to pick?" is the customer's doubt."""
_HEAVY = 8
"""A subject of more words than this comes too late to its verb."""

Order = Callable[[Sequence[str]], Sequence[str]]
"""Puts better words in the order in which to try them, the same for the same draft."""


class Judging(Protocol):
    """What a rewording asks of the checks."""

    def holds_facts(self, text: str) -> bool:
        """Whether something in a text must not get lost."""

    def offends(self, text: str) -> bool:
        """Whether the rules find an offence in a text."""


@dataclass(slots=True)
class Rewriting:
    """What holds for all sentences of one draft.

    `question` is the customer's, turned round; `may_find_out` says whether finding out may be offered
    here, as a permitted offer; `said` remembers what was said already, so that
    nothing is said twice.
    """

    book: Rewordings
    order: Order
    judge: Judging
    question: str | None = None
    may_find_out: bool = True
    said: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Match:
    """A rewording that knows a text: its place in the book, and what can be said instead."""

    rank: int
    rewording: Rewording
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reworded:
    """What became of a sentence: its new text ("" when it goes), and the themes that were met."""

    text: str
    themes: frozenset[Theme] = frozenset()
    changed: bool = False


def reword(sentence: str, flagged: frozenset[Theme], whole: Rewriting) -> Reworded:
    """Reword a sentence that keeps its closing punctuation.

    `flagged` are the themes for which the more general rewordings may be used, too.
    """
    if len(sentence) > _LONGEST:
        return Reworded(sentence)
    closing = CLOSING.search(sentence)
    end = closing[0] if closing else ""
    return _Sentence(flagged, whole, "?" in end).reworded(sentence[: len(sentence) - len(end)], end)


@dataclass(slots=True)
class _Sentence:
    flagged: frozenset[Theme]
    whole: Rewriting
    asks: bool
    met: set[Theme] = field(default_factory=set)
    changed: bool = False

    def reworded(self, text: str, end: str) -> Reworded:
        if not re.search(r"\w", text):
            return Reworded(text + end)
        if self._is_mere_offence(text):
            return Reworded("", frozenset(self.met), changed=True)
        shorter, longer = self._stripped(text), text
        while shorter != longer:
            shorter, longer = self._stripped(shorter), shorter
        if not text.endswith(shorter[-1:]):
            self.asks, end = False, "."  # ", okay?" asked nothing
        if not re.search(r"\w", shorter):
            return Reworded("", frozenset(self.met), changed=True)
        clauses = self._with_tags(split_clauses(lowered(shorter)))
        after = self._clauses(clauses)
        joined = self._without(join_clauses(_mended(clauses, after)), "anywhere")
        if not self.changed:
            return Reworded(text + end)
        asks = after[-1] == clauses[-1] and self.asks
        return Reworded(_ended(joined, end, asks=asks), frozenset(self.met), changed=True)

    def _is_mere_offence(self, text: str) -> bool:
        """Whether the guidance knows a whole sentence as one that may go."""
        if len(split_clauses(lowered(text))) > 1:
            return False
        match = self._match(lowered(text)) or self._match(lowered(text.replace(",", "")))
        return match is not None and not match.words and self._said(match) == ""

    def _stripped(self, text: str) -> str:
        for place in ("tag", "lead", "start", "end"):
            text = self._without(text, place)
        return text

    def _without(self, text: str, place: Place) -> str:
        """Take the phrases out that stand in this place, unless a fact or a quotation is in them."""
        for phrase in self.whole.book.phrases:
            if phrase.place != place or (phrase.flagged and phrase.theme not in self.flagged):
                continue
            at = 0
            while match := phrase.pattern.search(text, at):
                better = fill(phrase.better, match.groupdict()) or ""
                at = match.end()
                if is_quoted(text, match.start()) or (
                    not phrase.better and self.whole.judge.holds_facts(match[0].strip(" ,;"))
                ):
                    continue
                self._meet(phrase)
                space = " " if better and text[match.end() : match.end() + 1].isalnum() else ""
                text = text[: match.start()] + better + space + text[match.end() :]
                text = re.sub(r" {2,}", " ", text).strip(" ,;")
                at = match.start() + len(better)
        return text

    def _meet(self, one: Rewording | Phrase) -> None:
        quiet = isinstance(one, Phrase) and one.quiet
        self.changed = self.changed or not quiet
        if not (quiet or one.innocent):
            self.met.add(one.theme)

    def _with_tags(self, clauses: Sequence[Clause]) -> list[Clause]:
        """Cut clauses further at their commas where the guidance knows every part: "hm, no idea"."""
        cut: list[Clause] = []
        for clause in clauses:
            parts = clause.text.split(", ")
            if len(parts) == 1 or self._match(clause.text) or not self._match(parts[0]):
                cut.append(clause)
            elif all(map(self._match, parts)):
                cut.append(replace(clause, text=parts[0]))
                cut += [Clause(",", "", part) for part in parts[1:]]
            elif len(parts[1].split()) > 2:
                cut.append(replace(clause, text=parts[0]))
                cut.append(Clause(",", "", ", ".join(parts[1:])))
            else:
                cut.append(clause)
        return cut

    def _clauses(self, clauses: Sequence[Clause]) -> list[Clause | None]:
        """The clauses reworded, one for one; what a pattern takes together stands in the first."""
        after: list[Clause | None] = []
        at = 0
        while at < len(clauses):
            taken = self._widest(clauses[at:])
            if taken is None:
                after.append(clauses[at])
                at += 1
                continue
            width, kept, match = taken
            words = self._said(match)
            first = clauses[at]
            after += [replace(first, word=kept, text=words) if words else None, *[None] * (width - 1)]
            at += width
        return after

    def _widest(self, clauses: Sequence[Clause]) -> tuple[int, str, Match] | None:
        """How many of these clauses the most particular rewording takes, with what conjunction left."""
        found: list[tuple[int, int, str, Match]] = []
        for width in range(1, min(_WINDOW, len(clauses)) + 1):
            first, *more = clauses[:width]
            text = join_clauses([replace(first, joint="", word=""), *more])
            for words, kept in ((f"{first.word} {text}", ""), (text, first.word)):
                if words == text or first.word:
                    match = self._match(words, several=width > 1)
                    bound = any(clause.word for clause in more)
                    if match and (match.rewording.better or not bound):
                        found.append((match.rank, width, kept, match))
                        break
        return min(found, key=lambda one: one[:2])[1:] if found else None

    def _match(self, text: str, *, several: bool = False) -> Match | None:
        """The most particular rewording that knows a text and has something to say instead."""
        for rank, one in self.whole.book.trying(text):
            if (several and not one.spans) or (one.flagged and one.theme not in self.flagged):
                continue
            if self.asks and one.theme in _NOT_ASKED:
                continue
            found = one.pattern.find(text)
            if found is None or (not one.better and self.whole.judge.holds_facts(text)):
                continue
            if self.whole.question:
                found = {**found, "question": self.whole.question}
            words = tuple(filter(None, (fill(better, found) for better in self._ordered(one))))
            if words or not one.better:
                return Match(rank, one, words)
        return None

    def _said(self, match: Match) -> str:
        """The first better words that were not said before; "" when nothing is left to say."""
        self._meet(match.rewording)
        said = self.whole.said
        fresh = [words for words in match.words if not said & _gists(words, match.rewording)]
        clean = [words for words in fresh if not self.whole.judge.offends(words)]
        light = [words for words in clean if not _is_heavy(words)]
        for words in (*light, *clean, *fresh):
            said |= _gists(words, match.rewording)
            return words
        return ""

    def _ordered(self, one: Rewording) -> Iterator[str]:
        """The better words, those that say more before those that say less."""
        may = [b for b in one.better if self.whole.may_find_out or "find" not in b]
        with_question = [b for b in may if "{question}" in b]
        yield from with_question
        yield from self.whole.order([b for b in may if b not in with_question])


def _gists(words: str, rewording: Rewording) -> set[str]:
    """What must not be said twice: the words, a bare offer to find out, and what has no slots."""
    gists = {words}
    if re.search(r"\bfind (?:that |it )?out for you$", words):
        gists.add("find out")
    if not any("{" in better for better in rewording.better):
        gists |= set(rewording.better)
    return gists


def _is_heavy(words: str) -> bool:
    """Whether a long -ing phrase keeps the reader waiting for its verb, or holds a stray "any"."""
    at = re.search(r" (?:isn't|aren't|is|are) ", words)
    first = words.split(" ", 1)[0]
    if not first.endswith("ing") or at is None:
        return False
    subject = words[: at.start()]
    return len(subject.split()) > _HEAVY or bool(re.search(r"\bany", subject))


def _mended(before: Sequence[Clause], after: Sequence[Clause | None]) -> list[Clause]:
    """The clauses that are left, with joints that fit what became of them."""
    mended: list[Clause] = []
    for i, (old, new) in enumerate(zip(before, after, strict=True)):
        if new is None:
            continue
        if not mended:
            leads = new.word.lower() in ("if", "when", "unless", "until", "while")
            mended.append(replace(new, joint="", word=new.word if leads or new == old and i == 0 else ""))
            continue
        changed = new != old or after[i - 1] != before[i - 1]
        lost = after[i - 1] is None
        hedged = any(_HEDGE.match(clause.text) for clause in mended)
        text = _HEDGE.sub("", new.text) if old.is_subordinate or hedged else new.text
        joint, word = new.joint, new.word
        leans = mended[-1].leads
        binds = word.lower() in ("", "so", "and", "but")
        if (lost and word and word.lower() not in ("if", "when", "unless", "until")) or (
            _REQUEST.match(text) and not binds
        ):
            joint, word = ".", ""
        elif changed and joint in (",", "") and not word:
            joint = "," if leans else "."
        mended.append(Clause(joint, word, text))
    return mended


def _ended(text: str, end: str, *, asks: bool) -> str:
    """The sentence with a capital and closing punctuation: calm, unless its question was kept."""
    if not text:
        return ""
    last = text.rsplit(". ", 1)[-1]
    asks = asks or bool(re.match(r"(?:shall|would|could|may) (?:I|you|we)\b", last, re.IGNORECASE))
    closing = re.sub(r"[.!?\u2026]+", "?" if asks else ".", end, count=1) if end else ""
    if not closing and not text.endswith((":", ",", ";")):
        closing = "?" if asks else "."
    return capitalised(text) + closing
