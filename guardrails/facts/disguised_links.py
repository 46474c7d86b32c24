"""Links in disguise: what a reader or a program still takes for a link or an address.

None of them need be kept, for in a draft they may be slips ("fee.we"); but a rewrite that writes
one which nothing licenses has invented it. Every search begins at a sign that plain prose lacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guardrails.facts.lists import any_of, load_list
from guardrails.facts.urls import TAIL, normalise, trim
from guardrails.values import Fact

_DOMAINS = load_list("urls")["domains"]
_SPELLED = any_of([e for e in _DOMAINS["endings"] if e not in _DOMAINS["words"]])
# Any word behind a dot: a top-level domain may be any word by now.
_HAS_DOTTED = re.compile(r"\w\.[^\W\d_]{2}")
_DOTTED = re.compile(rf"(?<![\w@.-])[\w-]++(?:\.[\w-]++)+(?!@)(?P<tail>[/?#]{TAIL}{{0,2000}})?")
_ENDING = re.compile(r"[^\W\d_]{2,24}")
_BRACKETED = r"[\[({]\s?(?:\.|dot)\s?[\])}]|%2e|&\#0{0,5}46;?|&\#x0{0,4}2e;?|&period;?|\\\."
_DRESSED = re.compile(
    rf"(?:\s?(?:{_BRACKETED})\s?[^\W\d_]{{2,24}}|\sdot\s{_SPELLED}"
    rf"|(?:\s\.\s?|\.\s)(?-i:{any_of(_DOMAINS['parted'])}))(?!\w)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[\w-]{2,63}\Z")
_AT = re.compile(r"@\w|[\[({]\s?at\s?[\])}]\s?\w", re.IGNORECASE)
_BEFORE_AT = re.compile(r"[\w.+-]{0,64}\s?\Z")
_AFTER_AT = re.compile(r"[\w.-]{0,80}")
# A placeholder inside a link: its value would become part of an address.
_BEFORE_HIDDEN = re.compile(rf"{TAIL}{{0,100}}\Z")
_AFTER_HIDDEN = re.compile(rf"{TAIL}{{0,100}}")
_LEADS_IN = re.compile(r"(?:[\w-]\.|[/@=\\?&]|:/{1,3})\Z")
_LEADS_ON = re.compile(r"[/\\@?=#](?:\w|\Z)|\.[\w-]{2}|:\d")


def find_disguised_links(text: str) -> Iterator[Fact]:
    """Every disguised link and address of a text from which the plain ones are taken."""
    if _HAS_DOTTED.search(text):
        yield from _find_dotted(text)
    for match in _DRESSED.finditer(text):
        label = _LABEL.search(text, max(0, match.start() - 63), match.start())
        if label:
            yield _link(text, label.start(), match.end())
    for match in _AT.finditer(text):
        before = _BEFORE_AT.search(text, max(0, match.start() - 65), match.start())
        after = _AFTER_AT.match(text, match.end())
        if before and after:
            start, end = before.start(), after.end()
            written = text[start:end].rstrip(".")
            yield Fact("handle", written, start, start + len(written), written.casefold())


def find_filled_links(text: str, hidden: str) -> Iterator[Fact]:
    """Every link of which a placeholder is a part; in `hidden` the placeholders are unreadable."""
    for match in re.finditer("\x1f+", hidden):
        before = _BEFORE_HIDDEN.search(hidden, max(0, match.start() - 100), match.start())
        after = _AFTER_HIDDEN.match(hidden, match.end())
        if before and after and (_LEADS_IN.search(before[0]) or _LEADS_ON.match(after[0])):
            start = before.start() + len(before[0]) - len(before[0].lstrip("([{"))
            yield _link(text, start, after.end())


def _find_dotted(text: str) -> Iterator[Fact]:
    for match in _DOTTED.finditer(text):
        host = match[0].removesuffix(match["tail"] or "")
        *labels, ending = host.split(".")
        named = len(labels[-1]) > 1 and any(map(str.isalpha, labels[-1]))
        written_as_link = ending.islower() or host.isupper() or labels[0].lower() == "www"
        if named and written_as_link and _ENDING.fullmatch(ending):
            yield _link(text, *match.span())


def _link(text: str, start: int, end: int) -> Fact:
    url = trim(text[start:end])
    return Fact("url", url, start, start + len(url), normalise(url))
