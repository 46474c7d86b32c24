"""The shape of a draft: greeting, body and sign-off, with what stands between them kept."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BLANK_LINES = re.compile(r"(\n[ \t]*(?:\n[ \t]*)+)")
_HANDLE = r"(?:@[\w-]{1,30}[ ,:]*)"
_HELLO = (
    r"(?:hi+|hey+|hello|hiya|hallo|yo|dear|good (?:morning|afternoon|evening|day)|morning|afternoon"
    r"|evening|greetings|welcome back|yeah hi)"
)
# "Hi Joris!", "Dear Mr. and Mrs. Bell,", "Good morning Mr Okafor,", "@user Hi there!", "hey, "
_GREETING = re.compile(
    rf"{_HANDLE}?{_HELLO}\b(?:[ ,]+(?!(?:i|we|you|your|you're|it|it's|this|thanks|thank|please|sorry|no)\b)"
    rf"(?:[^\s,!.?\n]|(?<=\bMr)\.|(?<=\bMs)\.|(?<=\bMrs)\.|(?<=\bDr)\.|(?<=\bProf)\.)+){{0,6}}?"
    rf"(?=[,!.:\n]|\s+[-\u2013\u2014]\s|$)[,!.:]?(?: (?:Mr|Mrs|Ms|Miss|Dr)\.? [^\s,.]+,)?|{_HANDLE}",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(
    r"(?:(?:with )?(?:very |many |all )?(?:(?:kind|kindest|best|warm|warmest|friendly|cordial|sincere) "
    r")?(?:regards|greetings|wishes)|(?:yours|sincerely|respectfully|faithfully)\b|cheers|best|thanks|thank you|many thanks|"
    r"thx|ta|br|kr|rgds|regds|mfg|warmly|take care|all the best|have a (?:good|great|nice|lovely)|sleep well|"
    r"happy \w+ing|see you|bye|best from|x+\b|love\b|fingers crossed|enjoy|in (?:kindness|friendship))",
    re.IGNORECASE,
)
# Initials that end a post: "-TC", "^SA", "/GS", "~Katie", "*SR".
_INITIALS = re.compile(r"\s+(?:[-^/~*\u2013][A-Z][A-Za-z]{0,11}|\d/\d)$")
_LONGEST_SIGNATURE_LINE = 60


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
    greeting = _GREETING.match(text)
    end = greeting.end() if greeting else 0
    end += len(text[end:]) - len(text[end:].lstrip())
    rest = text[end:]
    body, sign_off = _split_sign_off(rest)
    parts = _BLANK_LINES.split(body)
    blocks = tuple(
        Block(parts[i], parts[i + 1] if i + 1 < len(parts) else "", _is_kept(parts[i]))
        for i in range(0, len(parts), 2)
        if parts[i] or i + 1 < len(parts)
    )
    return Letter(head + text[:end], blocks, sign_off)


def _split_sign_off(text: str) -> tuple[str, str]:
    """The sign-off begins at the last paragraph, or line, that opens with closing words."""
    lines = list(re.finditer(r"[^\n]+", text))
    first = None
    for line in reversed(lines[1:] if len(lines) > 1 else []):
        if len(line[0].split()) > 7 or len(line[0]) > _LONGEST_SIGNATURE_LINE:
            break
        if _SIGN_OFF.match(line[0].strip()) and not re.search(r"\bfor\b|\?$", line[0]):
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
    return len(line.split()) <= 6 and not re.search(r"[.!?:;]$", line.removesuffix("Dept.")) or bool(
        re.match(r"(?:i\.a\.|p\.p\.|dept|claims dept)", line, re.IGNORECASE)
    )


def _stands_apart(text: str, at: int) -> bool:
    """A signature without closing words needs a blank line before it and something above it."""
    above = text[:at].rstrip()
    return bool(above) and (
        bool(_SIGN_OFF.match(text[at:].strip())) or text[len(above) : at].count("\n") > 1
    )


def _is_kept(block: str) -> bool:
    """Quoted lines and code are not prose."""
    return bool(re.match(r"\s*(?:>|```|\|)", block))
