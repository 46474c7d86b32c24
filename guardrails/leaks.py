"""Leaks: what a model says beside the reply. Chatter, reasoning and the prompt, also encoded."""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from collections.abc import Iterator
from functools import cache

from guardrails.folding import Folded, fold
from guardrails.matcher import Matcher
from guardrails.reading import Reading
from guardrails.reasons import give_reason
from guardrails.values import Reason, ReasonCode, Span
from guardrails.wordlists import load_words

_CODES: dict[str, ReasonCode] = {
    "chatter_before": "chatter",
    "chatter": "chatter",
    "reasoning": "reasoning_leaked",
    "prompt": "prompt_leaked",
}
_BEGINNING = 12
"""Code points within which chatter counts as the very beginning of a text."""
_THINKING = re.compile(
    r"</?(?:think|thinking|thought|reasoning|analysis|reflection|scratchpad)\b[^<>]{0,40}>|<\|[^<>|]{1,40}\|>"
    r"|\[/?INST\]|<</?SYS>>",
    re.IGNORECASE,
)
_DELIMITER = re.compile(r"</?(?:draft|customer)-[a-z0-9]{3,8}>", re.IGNORECASE)
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{24,}={0,2}")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_SHINGLE = 8
"""Words in a row that no reply shares with the guidance by chance."""


def find_leaks(draft: str, reading: Reading) -> Iterator[Reason]:
    """Yield what the text of `reading` gives away and the draft does not hold."""
    rewrite = reading.text
    for code, span in (*_find_told(draft, reading.folded), *_find_marks(draft, rewrite)):
        yield give_reason(code, "rewrite", span, found=rewrite[slice(*span)])
    repeated = _find_repeated(reading)
    if repeated:
        yield give_reason("prompt_leaked", "rewrite", repeated, found=rewrite[slice(*repeated)])
    for span in _find_encoded(draft, rewrite):
        yield give_reason("prompt_leaked", "rewrite", span, found=rewrite[slice(*span)])


def _find_told(draft: str, rewrite: Folded) -> Iterator[tuple[ReasonCode, Span]]:
    """Yield at most one leak in words a code."""
    matches = _matcher().find(rewrite)
    if not matches:
        return
    told = {_CODES[match.key] for match in _matcher().find(fold(draft))}
    for match in matches:
        code = _CODES[match.key]
        late = match.key == "chatter_before" and match.start > _BEGINNING
        if not late and code not in told:
            told.add(code)
            yield code, (match.start, match.end)


def _find_marks(draft: str, rewrite: str) -> Iterator[tuple[ReasonCode, Span]]:
    marks: tuple[tuple[ReasonCode, re.Pattern[str]], ...] = (
        ("reasoning_leaked", _THINKING),
        ("prompt_leaked", _DELIMITER),
    )
    for code, pattern in marks:
        found = pattern.search(rewrite)
        if found and found[0] not in draft:
            yield code, found.span()


def _find_repeated(reading: Reading) -> Span | None:
    """The first words in a row that the rewrite shares with a principle of the guidance."""
    known = _shingles_of(tuple(p.text for p in reading.rulebook.guidance.principles))
    words = list(_WORD.finditer(reading.text.replace("\u2019", "'")))
    spoken = [word[0].casefold() for word in words]
    for at in range(len(words) - _SHINGLE + 1):
        if tuple(spoken[at : at + _SHINGLE]) in known:
            return words[at].start(), words[at + _SHINGLE - 1].end()
    return None


def _find_encoded(draft: str, rewrite: str) -> Iterator[Span]:
    """Yield texts in base64 and in rot13 that the draft does not hold."""
    for run in _BASE64.finditer(rewrite):
        if run[0] not in draft and _decodes_to_words(run[0]):
            yield run.span()
    ciphered = _common_in(codecs.encode(rewrite, "rot13"))
    if ciphered >= 4 and ciphered > _common_in(rewrite):
        yield 0, len(rewrite)


def _decodes_to_words(run: str) -> bool:
    padded = run.translate(str.maketrans("-_", "+/")).rstrip("=")
    padded += "=" * (-len(padded) % 4)
    try:
        decoded = base64.b64decode(padded, validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return False
    return decoded.isprintable() or len(_WORD.findall(decoded)) >= 3


def _common_in(text: str) -> int:
    common = frozenset(("the", "and", "you", "that", "for", "are", "with", "this", "not", "your"))
    return sum(word in common for word in text.casefold().split())


@cache
def _shingles_of(texts: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    spoken = (tuple(word.casefold() for word in _WORD.findall(text)) for text in texts)
    return frozenset(
        words[at : at + _SHINGLE] for words in spoken for at in range(len(words) - _SHINGLE + 1)
    )


@cache
def _matcher() -> Matcher[str]:
    words = load_words("leaks")
    return Matcher((key, pattern) for key in _CODES for pattern in words[key])
