"""Rewording one sentence: offences go, facts are said again in better words.

Nothing is guessed: a clause either is what a rewording of the guidance says, or it stays as it was
written; whether the whole is clean is for the checks to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from guidance.model import Theme
from rewriting.rules_engine.clauses import Clause, join_clauses, split_clauses
from rewriting.rules_engine.rewordings import Rewording, Rewordings
from rewriting.rules_engine.slots import fill
from rewriting.rules_engine.tidying import capitalised

_CLOSING = re.compile(r"[.!?\u2026]+[\"'\u201d\u2019)\]]*$")
_REQUEST = re.compile(r"(?:please|let me|could you|would you|may I|shall I)\b", re.IGNORECASE)
_HEDGE = re.compile(r"^(?:it looks like|it seems(?: that)?|from what I see,) ", re.IGNORECASE)
_LONGEST = 600
_HEAVY = 8
"""A subject of more words than this comes too late to its verb."""

Chooser = Callable[[Sequence[str]], Sequence[str]]
"""Puts better words in the order in which to try them, the same for the same draft."""


@dataclass(frozen=True, slots=True)
class Reworded:
    """What became of a sentence: its new text ("" when it goes) and the themes that were met."""

    text: str
    themes: frozenset[Theme]


def reword(
    sentence: str, book: Rewordings, flagged: frozenset[Theme], order: Chooser
) -> Reworded:
    """Reword a sentence that keeps its closing punctuation; `flagged` names the themes found in it."""
    if len(sentence) > _LONGEST:
        return Reworded(sentence, frozenset())
    closing = _CLOSING.search(sentence)
    end = closing[0] if closing else ""
    text = sentence[: closing.start()] if closing else sentence
    return _Sentence(book, flagged, order).reworded(text, end)


@dataclass(slots=True)
class _Sentence:
    book: Rewordings
    flagged: frozenset[Theme]
    order: Chooser

    def reworded(self, text: str, end: str) -> Reworded:
        met: set[Theme] = set()
        stripped = self._phrases(text, met)
        if not re.search(r"\w", stripped):
            return Reworded("", frozenset(met))
        whole = self._said_better(stripped, met, heavy=True)
        if whole is not None:
            return Reworded(_ended(whole, end), frozenset(met))
        before = split_clauses(stripped)
        after = [self._clause(clause, met) for clause in before]
        if not met:
            return Reworded(text + end, frozenset())
        joined = join_clauses(_mended(before, after))
        return Reworded(_ended(joined, end), frozenset(met))

    def _phrases(self, text: str, met: set[Theme]) -> str:
        for phrase in self.book.phrases:
            changed = phrase.pattern.sub(phrase.better, text)
            if changed != text:
                met.add(phrase.theme)
                text = re.sub(r"\s+", " ", changed).strip(" ,;")
        return text

    def _clause(self, clause: Clause, met: set[Theme]) -> Clause | None:
        for text in (f"{clause.word} {clause.text}".strip(), clause.text):
            better = self._said_better(text, met)
            if better is not None:
                word = clause.word if text == clause.text else ""
                return replace(clause, word=word, text=better) if better else None
            if not clause.word:
                break
        return clause

    def _said_better(self, text: str, met: set[Theme], *, heavy: bool = False) -> str | None:
        for one in self.book.clauses:
            if one.flagged and one.theme not in self.flagged:
                continue
            found = one.pattern.find(text)
            if found is None:
                continue
            if not one.better:
                met.add(one.theme)
                return ""
            filled = (fill(better, found) for better in self.order(one.better))
            fitting = [words for words in filled if words]
            light = [words for words in fitting if not _is_heavy(words)]
            if fitting:
                met.add(one.theme)
                return (light or fitting)[0]
        return None


def _is_heavy(words: str) -> bool:
    """Whether a long -ing phrase keeps the reader waiting for its verb."""
    at = re.search(r" (?:isn't|aren't|is|are) ", words)
    first = words.split(" ", 1)[0]
    return first.endswith("ing") and at is not None and len(words[: at.start()].split()) > _HEAVY


def _mended(before: Sequence[Clause], after: Sequence[Clause | None]) -> list[Clause]:
    """Joints that fit what became of the clauses."""
    mended: list[Clause] = []
    for i, (old, new) in enumerate(zip(before, after, strict=True)):
        if new is None:
            continue
        lost = i > 0 and after[i - 1] is None
        if not mended:
            keeps = new.word.lower() in ("", "if", "when", "unless", "until", "while") or (i == 0 and new == old)
            mended.append(replace(new, joint="", word=new.word if keeps else ""))
            continue
        changed = new != old or after[i - 1] != before[i - 1]
        joint, word, text = new.joint, new.word, new.text
        leans = mended[-1].is_subordinate and len(mended) == 1
        if old.is_subordinate and _HEDGE.match(text):
            text = _HEDGE.sub("", text)
        if _REQUEST.match(text) and word.lower() not in ("", "so", "and", "but"):
            joint, word = ".", ""
        elif lost and word.lower() not in ("so", "and", "but", "", "if", "when"):
            joint, word = ".", ""
        elif lost and word:
            joint, word = ".", ""
        elif changed and joint in (",", "") and not word and not leans:
            joint = "."
        mended.append(Clause(joint, word, text))
    return mended


def _ended(text: str, end: str) -> str:
    if not text:
        return ""
    question = re.match(r"(?:shall|would|could|may|can|do|does|did|is|are|what|which|how|when|where) ", text.rsplit(". ", 1)[-1], re.IGNORECASE)
    if not question or not end:
        end = "." if (not end or "?" in end or "!" in end) and not question else end
    return capitalised(text) + (end or ("?" if question else "."))
