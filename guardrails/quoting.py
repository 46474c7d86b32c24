"""Words in a draft that are not the agent's own: quoted lines, quotations, and signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guardrails.values import Span
from guardrails.wordlists import either, load_words

_WORDS = load_words("protected")

_QUOTED = re.compile(r"(?:^[ \t]{0,3}(?:>(?![^\n]*</)|&gt;)[^\n]*(?:\n|\Z))+", re.MULTILINE)
"""Not the end of an HTML tag that began on the line before."""
_HEADER = re.compile(
    r"^[ \t]{0,3}On\b[^\n]{2,200}(?:\n[^\n]{0,120})?\bwrote:[ \t\r]*$"
    r"|^[ \t]{0,3}-{2,10}[ ]?(?:Original|Forwarded) Message[ ]?-{2,10}[ \t\r]*$"
    r"|^From:[ ][^\n]{1,200}\n(?:Sent|Date|To):[ ][^\n]{1,200}$",
    re.MULTILINE | re.IGNORECASE,
)
_MAIL_HEADER = re.compile(r"@|\b(?:19|20)\d\d\b|^\s*-|^From:", re.MULTILINE)
_PARAGRAPH = re.compile(r"\s*(?P<words>\S.*?)(?=\n[ \t\r]*\n|\Z)", re.DOTALL)

_QUOTATION = (
    r"(?:(?<!\w)\"[^\"\n]{1,400}\"|“[^”\n]{1,400}”|«[^»\n]{1,400}»|(?<!\w)\u2018[^\u2019\n]{1,400}\u2019(?!\w)"
    r"|(?<!\w)'[^'\n]{1,400}'(?!\w))"
)
_QUOTED_WORDS = re.compile(_QUOTATION)
_CUSTOMER_OR_PROGRAM = re.compile(
    rf"\b(?:{either(_WORDS['customer_wrote'] + _WORDS['program_showed'])})\b", re.IGNORECASE
)
_LEAD = re.compile(r"[^\"“”«»\n.!?]{0,60}\Z")
_AFTER = re.compile(rf"[ ](?:{either(_WORDS['program_showed_after'])})\b", re.IGNORECASE)

_DASHES = re.compile(r"^--[ ]?\r?$(?P<block>.*)\Z", re.MULTILINE | re.DOTALL)
_NAME_WORD = (
    r"(?:[^\W\d_a-zß-öø-ÿ][\w.'\u2019&-]*|"
    + "|".join(re.escape(word) for word in _WORDS["name_particle"])
    + r"|[{%\[<(#\d+][^\n ]*|[^\n ]*[@}][^\n ]*|\w{1,40}\.\w[^\n ]*|\w{1,4}\.),?"
)
_NAME_LINE = rf"[ \t]*(?=\S){_NAME_WORD}(?:[ ]{_NAME_WORD}){{0,7}}[ \t\r]*"
_SIGN_OFF = re.compile(
    rf"(?:^|[.!?][ ])[ \t]*(?i:{either(_WORDS['closing'])})[ ]?[,.!\u2013\u2014-]*[ \t\r]*"
    rf"(?:\n\s*|(?<=,)[ ])(?P<names>{_NAME_LINE}(?:\n\s*{_NAME_LINE}){{0,5}})\s*(?=^--[ ]?\r?$|\Z)",
    re.MULTILINE,
)
_LONGEST_SIGNATURE = 800
"""Code points after a bare `--` that are still a signature: a longer rest is a part of the text."""


def find_quoted_lines(text: str) -> Iterator[Span]:
    """Yield lines that quote an earlier message: `> ...`, and what follows "On ... wrote:"."""
    if ">" in text or "&gt;" in text:
        yield from (found.span() for found in _QUOTED.finditer(text))
    reached = 0
    for header in _HEADER.finditer(text):
        if header.start() >= reached:
            reached = _end_of_quote(text, header)
            yield header.start(), reached


def _end_of_quote(text: str, header: re.Match[str]) -> int:
    """A mail program's header quotes to the end; one written by hand quotes one paragraph."""
    paragraph = _PARAGRAPH.match(text, header.end())
    if paragraph is None:
        return header.end()
    quoted = _QUOTED.match(text, text.rfind("\n", 0, paragraph.start("words")) + 1)
    if quoted:
        return quoted.end()
    return len(text) if _MAIL_HEADER.search(header.group()) else paragraph.end()


def find_quoted_words(text: str) -> Iterator[Span]:
    """Yield quotations, with their marks, of the customer's words or of what a program shows."""
    for quotation in _QUOTED_WORDS.finditer(text):
        start, end = quotation.span()
        lead = _LEAD.search(text, max(0, start - 60), start)
        attributed = lead and _CUSTOMER_OR_PROGRAM.search(lead.group())
        if attributed or _AFTER.match(text, end):
            yield start, end


def find_signatures(text: str) -> Iterator[Span]:
    """Yield what follows a `-- ` line, and the names under a closing such as "Kind regards,"."""
    dashes = _DASHES.search(text)
    if dashes and len(dashes["block"]) <= _LONGEST_SIGNATURE:
        yield dashes.span()
    sign_off = _SIGN_OFF.search(text)
    if sign_off:
        yield sign_off.span("names")
