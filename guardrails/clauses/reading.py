"""Reading a text as clauses, with what each clause affirms or denies."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from guardrails.clauses.concepts import Keys
from guardrails.clauses.polarity import Polarity, read_polarity
from guardrails.clauses.undisguising import put_back, undisguise
from guardrails.clauses.words import Word, read_words
from guardrails.facts.lists import load_list
from guardrails.values import Span

_LISTS = load_list("splitting", __package__)
_SPLITTERS = frozenset(_LISTS["splitters"])
_FINITE = frozenset(_LISTS["finite"])
_ABBREVIATIONS = frozenset(_LISTS["abbreviations"])
_JOINERS = frozenset(("and", "or"))
_LEADING = frozenset((*_JOINERS, *_SPLITTERS, "not", "only", "then"))
_AHEAD = 10
"""Words behind an "and" among which a finite verb shows that a clause begins."""
_END_OF_SENTENCE = re.compile(r"[.!?\u2026;\n]|:\s")
_END_OF_CLAUSE = re.compile(r"[,()\u2013\u2014]|\s-\s")
_MERE_GAPS = ("", " ")
"""What stands between most words, and ends nothing."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a sentence; `sentence` counts the sentences of the text from 0.

    `content` are the words that say something by themselves, `keys` all that it speaks of, `asks`
    whether it ends in a question mark.
    """

    start: int
    end: int
    sentence: int
    words: tuple[Word, ...]
    content: tuple[Word, ...]
    keys: Keys
    polarity: Polarity
    asks: bool


@dataclass(frozen=True)
class Discourse:
    """A text read as clauses."""

    text: str
    clauses: tuple[Clause, ...]

    @cached_property
    def keys(self) -> Keys:
        """Everything that the text speaks of."""
        return frozenset[str]().union(*(clause.keys for clause in self.clauses))

    @cached_property
    def places(self) -> dict[str, tuple[int, ...]]:
        """Which clauses speak of what: their indices by key, in order."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for index, clause in enumerate(self.clauses):
            for key in clause.keys:
                found[key].append(index)
        return {key: tuple(indices) for key, indices in found.items()}

    @cached_property
    def pairs(self) -> dict[tuple[str, ...], tuple[int, ...]]:
        """Which clauses hold which two words next to each other, by their indices in order."""
        found: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for index, clause in enumerate(self.clauses):
            for pair in {(one.text, other.text) for one, other in pairwise(clause.words)}:
                found[pair].append(index)
        return {pair: tuple(indices) for pair, indices in found.items()}

    def around(self, index: int) -> tuple[Clause, ...]:
        """The clause of this index with those next to it in its sentence."""
        near = self.clauses[max(0, index - 1) : index + 2]
        return tuple(c for c in near if c.sentence == self.clauses[index].sentence)

    def quote(self, clause: Clause) -> str:
        """The words of a clause as they are written."""
        return self.text[clause.start : clause.end]


def read_discourse(
    text: str, *, hidden: Iterable[Span] = (), breaks: Iterable[Span] = ()
) -> Discourse:
    """Read a text as sentences and clauses.

    `hidden` spans hold no words (links, amounts, placeholders); `breaks` begin a new sentence.
    """
    plain = _overwrite(_overwrite(text, hidden, "\x1f"), breaks, "\n")
    plain, places = undisguise(plain)
    clauses = _cut(plain, read_words(plain))
    return Discourse(text, tuple(_put_back(clause, places) for clause in clauses))


def _put_back(clause: Clause, places: tuple[int, ...] | None) -> Clause:
    """The clause of a plain text at its place in the original."""
    if places is None:
        return clause
    words = put_back(clause.words, places)
    content = tuple(word for word in words if word.content)
    return replace(clause, start=words[0].start, end=words[-1].end, words=words, content=content)


def _overwrite(text: str, spans: Iterable[Span], character: str) -> str:
    for start, end in spans:
        text = text[:start] + character * (end - start) + text[end:]
    return text


def _cut(text: str, words: tuple[Word, ...]) -> Iterator[Clause]:
    held: list[Word] = []
    sentence, end, leads = 0, 0, True
    for index, word in enumerate(words):
        gap = text[end : word.start]
        marked = gap not in _MERE_GAPS
        new_sentence = marked and _END_OF_SENTENCE.search(gap) and not _abbreviates(held, gap)
        new_clause = (marked and _END_OF_CLAUSE.search(gap)) or _splits(text, words, index)
        if held and (new_sentence or (new_clause and not leads)):
            yield _clause(held, sentence, gap)
            held, leads = [], True
            sentence += bool(new_sentence)
        held.append(word)
        end = word.end
        # All that is held may belong to what follows: "not" before "when you apply".
        leads = leads and word.text in _LEADING
    if held:
        yield _clause(held, sentence, text[end:])


def _abbreviates(held: list[Word], gap: str) -> bool:
    """Whether a full stop belongs to the word before it: "Ms. Ferreira"."""
    return gap == ". " and bool(held) and held[-1].text in _ABBREVIATIONS


def _clause(held: list[Word], sentence: int, gap: str) -> Clause:
    words = tuple(held)
    return Clause(
        start=words[0].start,
        end=words[-1].end,
        sentence=sentence,
        words=words,
        content=tuple(word for word in words if word.content),
        keys=frozenset[str]().union(*(word.keys for word in words)),
        polarity=read_polarity(words),
        asks="?" in gap,
    )


def _splits(text: str, words: tuple[Word, ...], index: int) -> bool:
    """Whether a word begins a clause: "but", or an "and" with a finite verb of its own."""
    word = words[index]
    if word.text in _SPLITTERS:
        return not _ends(text, words, index)  # "it doesn't work yet."
    if word.text not in _JOINERS or (index and words[index - 1].text == "whether"):
        return False
    end = word.end
    for later in words[index + 1 : index + _AHEAD]:
        gap = text[end : later.start]
        if _END_OF_SENTENCE.search(gap) or _END_OF_CLAUSE.search(gap) or later.text in _SPLITTERS:
            return False
        if later.text in _FINITE:
            return True
        end = later.end
    return False


def _ends(text: str, words: tuple[Word, ...], index: int) -> bool:
    """Whether a word is the last of its sentence."""
    following = words[index + 1].start if index + 1 < len(words) else len(text)
    gap = text[words[index].end : following]
    return following == len(text) or bool(_END_OF_SENTENCE.search(gap))
