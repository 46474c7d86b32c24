"""Cutting a sentence into clauses and joining them again.

There is no grammar of English here, only its small words: a clause begins after a semicolon, a
dash, or a conjunction or comma that a subject follows. That is enough to reword one half of "The
size is out of stock so a swap is off the table" and to leave the other alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from rewriting.rules_engine.inflection import is_past
from rewriting.rules_engine.tidying import capitalised
from rewriting.rules_engine.words import any_of, grammar

_LEANING = frozenset(
    (
        "because",
        "cause",
        "since",
        "as",
        "which",
        "though",
        "although",
        "whereas",
        "while",
        "when",
        "if",
        "unless",
        "until",
    )
)
"""Conjunctions whose clause leans on the one before it."""
_LED = re.compile(r"(so|but|and|because|as|since)\s+(?=\S)", re.IGNORECASE)
_LED_BY_SAYING = re.compile(
    r"(?:as|since) (?!\w+ (?:\w+ )?(?:said|told|mention|wrote|explain))", re.IGNORECASE
)
_PAIRS = {'"': '"', "\u201c": "\u201d", "(": ")", "[": "]", "`": "`"}


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause. `joint` is the punctuation before it, `word` the conjunction that leads it."""

    joint: str
    word: str
    text: str

    @property
    def is_subordinate(self) -> bool:
        """Whether the clause leans on the one before it ("because ...") or after it ("If ...")."""
        return self.word.lower() in _LEANING or self.leads

    @property
    def leads(self) -> bool:
        """Whether the clause waits for the one after it: "If it rings, ..."."""
        last = self.text.rsplit(", ", 1)[-1]
        return self.word.lower() in ("", "and", "but", "so") and _opens_subordinate(last)

    @property
    def is_whole(self) -> bool:
        """Whether the clause may end a sentence: it has a verb and waits for nothing."""
        verb = _finite().search(self.text) or any(map(is_past, self.text.split()))
        return not self.leads and bool(verb)


def split_clauses(sentence: str) -> tuple[Clause, ...]:
    """Cut a sentence, given without its closing punctuation."""
    clauses, start, joint, word = [], 0, "", ""
    for cut in _cuts(sentence):
        text = sentence[start : cut.start()].strip()
        if not text:
            continue
        clauses.append(Clause(joint, word, text))
        groups = cut.groupdict(default="")
        joint = (groups.get("stop", "") or groups["comma"]).strip()
        word = groups.get("after", "") or groups.get("and", "") or groups.get("conj", "")
        start = cut.end()
    clauses.append(Clause(joint, word, sentence[start:].strip()))
    led = _LED.match(clauses[0].text)
    if led and not _LED_BY_SAYING.match(clauses[0].text):
        clauses[0] = replace(clauses[0], word=led[1], text=clauses[0].text[led.end() :])
    return tuple(clauses)


def join_clauses(clauses: Iterable[Clause]) -> str:
    """Put clauses together, without closing punctuation; after a full stop a sentence begins."""
    text = ""
    for clause in clauses:
        words = f"{clause.word} {clause.text}".strip()
        if not text:
            text = words
        elif clause.joint in (".", "!", "?"):
            text += f"{clause.joint} {capitalised(words)}"
        else:
            space = "" if clause.joint in ("", ",", ";", ":") else " "
            text += f"{space}{clause.joint} {words}"
    return text


def is_quoted(sentence: str, at: int) -> bool:
    """Whether a place of a sentence stands inside quotation marks or brackets."""
    return any(start <= at < end for start, end in _hidden(sentence))


def _cuts(sentence: str) -> list[re.Match[str]]:
    hidden = _hidden(sentence)

    def shown(cut: re.Match[str]) -> bool:
        return not any(start <= cut.start() < end for start, end in hidden)

    cuts = [cut for cut in _break().finditer(sentence) if shown(cut)]
    if _opens_subordinate(sentence):
        # "If it rings, <main clause>", or without the comma once a second subject comes.
        mains = (main for main in _main().finditer(sentence) if shown(main))
        main = next((m for m in mains if m["comma"] or " " in sentence[: m.start()]), None)
        if main and not any(cut.start() <= main.start() for cut in cuts):
            cuts.insert(0, main)
    return cuts


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
def _break() -> re.Pattern[str]:
    """Where one clause ends and another begins; the groups say what stood between them."""
    table = grammar().table.clauses
    short = r"(?:'(?:s|re|ve|ll|d|m))?(?![\w'])"
    pronoun = rf"(?:{any_of(table.subjects)}){short}"
    finite = rf"(?:{any_of(table.verbs)})(?![\w'])"
    named = rf"(?:{any_of(table.named_by)})\s(?:[^\s,;:.!?]+\s){{1,5}}?{finite}"
    noun = rf"(?:{named}|(?:[^\s,;:.!?]+\s){{1,3}}?{finite})"
    lead_in = rf"(?:(?:{any_of(table.lead_ins)}),? )?"
    subject = rf"{lead_in}(?:{pronoun}|{noun})"
    after_comma = (
        rf"{lead_in}(?:{pronoun}|(?:{any_of(table.beginnings)})(?![\w'])|{named})"
        r"|(?:\w+\s)?\w+'s\s(?:not|a|the|all|still|just)\b"
    )
    return re.compile(
        r"(?P<stop>\s*;\s+|\s+[-\u2013\u2014]+\s+|\s*\u2014\s*|:\s+(?=\S+ \S+ \S+))"
        rf"|(?P<comma>,\s+)(?:(?P<after>{any_of(table.after_comma)})\s+(?=\S)"
        rf"|(?P<and>{any_of(table.before_subject)})\s+(?={subject}|(?:[^\s,;]+\s+){{3}}\S)"
        rf"|(?={after_comma}))"
        rf"|\s+(?P<conj>{any_of(table.without_comma)})\s+(?={subject})",
        re.IGNORECASE,
    )


@cache
def _finite() -> re.Pattern[str]:
    """What shows a verb: one of the table, a contraction, a request, an ending."""
    verbs = any_of(grammar().table.clauses.verbs)
    return re.compile(
        rf"(?:^|\s)(?:please|let|{verbs})\b|'(?:s|re|ve|ll|d|m)\b|\w{{2,}}(?:ed|s)\b", re.IGNORECASE
    )


@cache
def _main() -> re.Pattern[str]:
    """Where the main clause may begin in a sentence that opens with a subordinate one."""
    starts = any_of(grammar().table.clauses.main)
    named = r"(?:the|your|our)\s\w+\s(?:was|were|got)"
    return re.compile(rf"(?P<comma>,\s+)|\s+(?=(?:{starts}|{named})\b)", re.IGNORECASE)


@cache
def _subordinator() -> re.Pattern[str]:
    words = any_of(grammar().table.subordinators)
    return re.compile(rf"(?:{words})\b(?! (?:a|an|the)? ?\w+,)", re.IGNORECASE)
