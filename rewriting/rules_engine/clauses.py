"""Cutting a sentence into clauses and joining them again.

There is no grammar of English here, only its small words: a clause begins after a semicolon, a dash,
or a conjunction or comma that a subject follows. That is enough to reword one half of "The size is
out of stock so a swap is off the table" and to leave the other alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from rewriting.rules_engine.tidying import capitalised
from rewriting.rules_engine.words import grammar

_PRONOUN = (
    r"(?:I(?!\.)|we|you|he|she|it|they|that|this|there|what|who|nobody|no one|nothing|please|let's|let me|"
    r"don't|here|no need|no point|hardly surprising|just (?=\w+ )|luckily|that one|so\b)(?:'(?:s|re|ve|ll|d|m))?(?![\w'])"
)
_FINITE = (
    r"(?:is|are|was|were|has|have|had|will|won't|can|can't|cannot|could|couldn't|would|wouldn't|"
    r"does|do|did|doesn't|don't|didn't|isn't|aren't|wasn't|weren't|hasn't|haven't|must|should|may|"
    r"goes|comes|cost|leaves|starts|runs|costs|arrives|fits|remains|applies|counts|lies|covers|holds|wants|expires|begins|gets|keeps|makes|reads|sends|takes|needs|works|went|came|took|stays|ends|closes|opens|shows|says|means|\w+n't)"
)
_NOUN_SUBJECT = (
    rf"(?:(?:the|a|an|your|our|my|his|her|their|any|no|these|those|all|each|\w+'s)\s(?:[^\s,;:.!?]+\s){{1,5}}?"
    rf"|(?:[^\s,;:.!?]+\s){{1,3}}?){_FINITE}(?![\w'])"
)
_SUBJECT = rf"(?:{_PRONOUN}|{_NOUN_SUBJECT})"
_ADVERB = r"(?:(?:therefore|then|also|luckily|thankfully|surely|obviously|clearly|still|just|only|now|again|unfortunately|sadly|yes|no),? )?"
_BREAK = re.compile(
    r"(?P<stop>\s*;\s+|\s+[-\u2013\u2014]+\s+|\s*\u2014\s*|:\s+(?=\S+ \S+ \S+))"
    rf"|(?P<comma>,\s+)(?:(?P<after>so|therefore|hence|thus|consequently|but|because|cause|since|as|which|otherwise|though|although|whereas|yet|or else)\s+(?=\S)"
    rf"|(?P<and>and|or|nor|while|when|if|unless|until)\s+(?={_ADVERB}{_SUBJECT}|(?:[^\s,;]+\s+){{3}}\S)"
    rf"|(?={_ADVERB}{_PRONOUN}|(?:\w+\s)?\w+'s\s(?:not|a|the|all|still|just)\b|obviously\b|clearly\b|(?:the|your|our|my|any|no|some|most|many|other|these|those)\s(?:[^\s,;:.!?]+\s){{1,5}}?{_FINITE}(?![\w'])))"
    rf"|\s+(?P<conj>so(?!\s+that\b)|because|but|since|and|or)\s+(?={_ADVERB}{_SUBJECT})",
    re.IGNORECASE,
)
# Where the main clause begins after "If it rings": at the comma, or at a second subject.
_MAIN = re.compile(
    r"(?P<comma>,\s+)|\s+(?=(?:you'll|you'd|you will|you must|you need to|you have to|please|"
    r"we'll|we can't|we cannot|there's nothing|there is nothing)\b)"
    r"|\s+(?=(?:the|your|our)\s\w+\s(?:was|were|got)\b)",
    re.IGNORECASE,
)
_SUBORDINATE = {"because", "cause", "since", "as", "which", "though", "although", "whereas", "while", "when", "if", "unless", "until"}
_PAIRS = {'"': '"', "“": "”", "(": ")", "[": "]", "`": "`"}


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause. `joint` is the punctuation before it, `word` the conjunction that leads it."""

    joint: str
    word: str
    text: str

    @property
    def is_subordinate(self) -> bool:
        """Whether the clause leans on the one before it ("because ...") or after it ("If ...")."""
        return self.word.lower() in _SUBORDINATE or self.leads

    @property
    def leads(self) -> bool:
        """Whether the clause waits for the one after it: "If it rings, ..."."""
        last = self.text.rsplit(", ", 1)[-1].lower()
        return self.word.lower() in ("", "and", "but", "so") and _opens_subordinate(last)


def split_clauses(sentence: str) -> tuple[Clause, ...]:
    """Cut a sentence, given without its closing punctuation."""
    clauses, start, joint, word = [], 0, "", ""
    opened = _opens_subordinate(sentence.lower())
    for cut in _cuts(sentence, opened=opened):
        text = sentence[start : cut.start()].strip()
        if not text:
            continue
        clauses.append(Clause(joint, word, text))
        groups = cut.groupdict()
        joint = (groups.get("stop") or groups.get("comma") or "").strip() or ""
        word = groups.get("after") or groups.get("and") or groups.get("conj") or ""
        start = cut.end()
    clauses.append(Clause(joint, word, sentence[start:].strip()))
    first = clauses[0]
    led = re.match(r"(so|but|and|because|as|since)\s+(?=\S)", first.text, re.IGNORECASE)
    if led and not re.match(r"(?:as|since) (?!\w+ (?:\w+ )?(?:said|told|mention|wrote|explain))", first.text, re.IGNORECASE):
        clauses[0] = replace(first, word=led[1], text=first.text[led.end() :])
    return tuple(clauses)


def join_clauses(clauses: list[Clause]) -> str:
    """Put clauses together, without closing punctuation; a new sentence begins after a full stop."""
    text = ""
    for clause in clauses:
        if not text:
            text = f"{clause.word} {clause.text}".strip() if clause.word else clause.text
        elif clause.joint in (".", "!", "?"):
            text += f"{clause.joint} {capitalised(f'{clause.word} {clause.text}'.strip())}"
        else:
            space = "" if clause.joint in ("", ",", ";", ":") else " "
            text += f"{space}{clause.joint} {f'{clause.word} {clause.text}'.strip()}"
    return text


def _cuts(sentence: str, *, opened: bool) -> list[re.Match[str]]:
    hidden = _hidden(sentence)
    cuts = [cut for cut in _BREAK.finditer(sentence) if not any(a <= cut.start() < b for a, b in hidden)]
    if opened:  # "If it rings, <main clause>": the first comma ends the subordinate clause.
        ends = (
            end
            for end in _MAIN.finditer(sentence)
            if not any(a <= end.start() < b for a, b in hidden)
            and (end["comma"] or sentence[: end.start()].count(" ") > 1)
        )
        end = next(ends, None)
        if end and not any(cut.start() <= end.start() for cut in cuts):
            cuts.insert(0, end)
    return cuts


def is_quoted(sentence: str, at: int) -> bool:
    """Whether a place of a sentence stands inside quotation marks or brackets."""
    return any(start <= at < end for start, end in _hidden(sentence))


def _hidden(sentence: str) -> list[tuple[int, int]]:
    """The spans inside quotation marks and brackets, where nothing is cut."""
    spans, at = [], 0
    while at < len(sentence):
        closing = _PAIRS.get(sentence[at])
        end = sentence.find(closing, at + 1) if closing else -1
        if end > at:
            spans.append((at, end + 1))
            at = end
        at += 1
    return spans


def _opens_subordinate(text: str) -> bool:
    return bool(_subordinator().match(text))


@cache
def _subordinator() -> re.Pattern[str]:
    words = sorted(grammar().table.subordinators, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(words)})\b(?! (?:a|an|the)? ?\w+,)")
