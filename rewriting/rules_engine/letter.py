"""The shape of a draft: greeting, body and sign-off, with what stands between them kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from guidance.shapes import Lines, Shape
from rewriting.rules_engine.words import read_resource

_BLANK_LINES = re.compile(r"(\n[ \t]*(?:\n[ \t]*)+)")
# The token of quoted lines holds its last line break, so what follows it stands close.
_QUOTE_TOKENS = re.compile(r"((?:\[\[QUOTE_\d+_\w+\]\]\n?)*\[\[QUOTE_\d+_\w+\]\])\n(?=\S)")
_HANDLE = r"(?:@[\w-]{1,30}[ ,:]*)"
# Initials that end a post: "-TC", "^SA", "/GS", "~Katie", "*SR".
_INITIALS = re.compile(r"\s+(?:[-^/~*\u2013][A-Z][A-Za-z]{0,11}|\d/\d)$")
_NO_PROSE = re.compile(
    r"\s*(?:>|```|\||(?:re|subject|betreff)\s*:|(?:\[\[(?:QUOTE|CODE|LOCKED)_\w+\]\]\s*)+$)",
    re.IGNORECASE,
)
_SIGNATURE_TOKEN = re.compile(r"\[\[SIGNATURE_\d+_\w+\]\]\s*$")
_LONGEST_SIGNATURE_LINE = 60
"""Code points; and a line of more than seven words is no signature."""


class LettersShape(Shape):
    """`words/letters.toml`: regular expressions, as they are looked for at the start of a line."""

    hello: Lines
    not_a_name: Lines
    goodbye: Lines
    introductions: Lines
    closings: Lines


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph and the white space after it; `kept` blocks hold no prose to reword."""

    text: str
    gap: str
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """A draft taken apart; `greeting` keeps the white space after it, `sign_off` that before it."""

    greeting: str
    body: tuple[Block, ...]
    sign_off: str


def read_letter(text: str) -> Letter:
    """Take a draft apart: greeting + body + sign_off together are the text again."""
    head, text = text[: len(text) - len(text.lstrip())], text.lstrip()
    greeting = _greeting().match(text)
    end = greeting.end() if greeting else 0
    end += len(text[end:]) - len(text[end:].lstrip())
    rest = text[end:]
    body, sign_off = _split_sign_off(rest)
    parts = _BLANK_LINES.split(body)
    blocks = tuple(
        block
        for i in range(0, len(parts), 2)
        if parts[i] or i + 1 < len(parts)
        for block in _blocks(parts[i], parts[i + 1] if i + 1 < len(parts) else "")
    )
    return Letter(head + text[:end], blocks, sign_off)


def _blocks(text: str, gap: str) -> tuple[Block, ...]:
    quote = _QUOTE_TOKENS.match(text)
    if quote:
        return Block(quote[1], "\n", kept=True), *_blocks(text[quote.end() :], gap)
    return (Block(text, gap, _is_kept(text)),)


def _split_sign_off(text: str) -> tuple[str, str]:
    """The sign-off begins at the last paragraph, or line, that opens with closing words."""
    token = _SIGNATURE_TOKEN.search(text)
    if token:
        body, sign_off = _split_sign_off(text[: token.start()])
        if _goodbye().fullmatch(body.strip(" ,")):
            return text, ""  # "Thanks, done." is all there is.
        return body, sign_off + token[0]
    lines = list(re.finditer(r"[^\n]+", text))
    first = None
    for line in reversed(lines[1:] if len(lines) > 1 else []):
        if len(line[0].split()) > 7 or len(line[0]) > _LONGEST_SIGNATURE_LINE:
            break
        if _goodbye().match(line[0].strip()) and not re.search(r"\bfor\b|\?$", line[0]):
            first = line
        elif not _may_sign(line[0]):
            break
        elif first is None or first.start() > line.start():
            first = line
    at = first.start() if first else None
    if at is not None and not _stands_apart(text, at):
        at = None
    if at is None:
        initials = _INITIALS.search(text)
        at = initials.start() if initials else len(text.rstrip())
    while at and text[at - 1].isspace():
        at -= 1
    return text[:at], text[at:]


def _may_sign(line: str) -> bool:
    """A name, a team, an address, a reference: a short line that is no sentence."""
    line = line.strip()
    if re.match(r"[-*\u2022>\d]", line) and not re.match(r"\d+ \w", line):
        return False
    on_behalf = re.match(r"(?:i\.a\.|p\.p\.|dept|claims dept)", line, re.IGNORECASE)
    short = len(line.split()) <= 6 and not re.search(r"[.!?:;]$", line.removesuffix("Dept."))
    return short or bool(on_behalf)


def _stands_apart(text: str, at: int) -> bool:
    """A signature without closing words needs a blank line before it and something above it."""
    above = text[:at].rstrip()
    return bool(above) and (
        bool(_goodbye().match(text[at:].strip())) or text[len(above) : at].count("\n") > 1
    )


def is_introduction(sentence: str) -> bool:
    """Whether a sentence only says thanks for writing, who is speaking, or what it is about."""
    return bool(_introductions().match(sentence))


def is_closing(sentence: str) -> bool:
    """Whether a sentence only asks whether there is anything else."""
    return bool(_closings().search(sentence))


@cache
def _table() -> LettersShape:
    return read_resource("rewordings/words/letters.toml", LettersShape)


@cache
def _greeting() -> re.Pattern[str]:
    """What greets: "Hi Joris!", "Dear Mr. and Mrs. Bell,", "@user Hi there!", "hey, "."""
    name = (
        rf"[ ,]+(?!(?:{'|'.join(_table().not_a_name)})\b)"
        r"(?:\[\[[^\]]*\]\]|[^\s,!.?\n]|(?<=\bMr)\.|(?<=\bMs)\.|(?<=\bMrs)\.|(?<=\bDr)\.|(?<=\bProf)\.)+"
    )
    dash = r"\s+[-\u2013\u2014]"
    return re.compile(
        rf"{_HANDLE}?(?:{'|'.join(_table().hello)})\b(?:{name}){{0,6}}?"
        rf"(?=[,!.:\n]|{dash}\s|$)(?:[,!.:]|{dash}(?=\s))?"
        r"(?: (?:Mr|Mrs|Ms|Miss|Dr)\.? [^\s,.]+,)?"
        rf"|{_HANDLE}",
        re.IGNORECASE,
    )


@cache
def _goodbye() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_table().goodbye)})", re.IGNORECASE)


@cache
def _introductions() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_table().introductions)})", re.IGNORECASE)


@cache
def _closings() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_table().closings)})[^.!?]*\?$", re.IGNORECASE)


def _is_kept(block: str) -> bool:
    """Quoted lines, code and subject lines are not prose."""
    return bool(_NO_PROSE.match(block))
