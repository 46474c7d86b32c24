"""Links, with or without their scheme, and the paths of files and shares."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guardrails.facts.lists import any_of, load_list
from guardrails.values import Fact

_DOMAINS = load_list("urls")["domains"]
_WORDS = set(_DOMAINS["words"])
_TAIL = r"[^\s<>\"'\u201c\u201d\u2018\u2019`\x1f]"
_URL = re.compile(
    rf"\b(?:https?|ftp|sftp|ssh|file|data|javascript|tel|sms|whatsapp|mailto):/{{0,3}}{_TAIL}{{1,2000}}"
    rf"|(?<![\w@.-])(?:[\w-]{{1,63}}\.){{1,6}}(?P<ending>{any_of(_DOMAINS['endings'])})\b"
    rf"(?![\w@-])(?P<tail>(?::\d{{1,5}})?[/?#]{_TAIL}{{0,2000}})?",
    re.IGNORECASE,
)
_PATH = re.compile(
    r"(?<![\w\\/])(?:\\\\[\w.$-]+(?:\\[\w.$-]+)+|[A-Za-z]:\\[\w.$\\-]+|~?/(?:[\w.-]+/)+[\w.-]*\w)"
)
_SENTENCE_END = ".,;:!?*_'"
_CLOSERS = {")": "(", "]": "[", "}": "{"}


def find_urls(text: str) -> Iterator[Fact]:
    """Every link and path; the value has no scheme and a host in small letters."""
    for match in _URL.finditer(text):
        ending, written_out = match["ending"], match["tail"] or match[0].lower().startswith("www.")
        if ending and ending.lower() in _WORDS and not written_out:
            continue
        url = _trim(match[0])
        if url.rstrip(":/").isalpha():
            continue  # a scheme and nothing behind it
        yield Fact("url", url, match.start(), match.start() + len(url), _normal(url))
    for match in _PATH.finditer(text):
        path = match[0].rstrip(".,;:")
        yield Fact("url", path, match.start(), match.start() + len(path), path)


def _trim(url: str) -> str:
    """The URL without the sentence's own punctuation and without a bracket it did not open."""
    while url and (url[-1] in _SENTENCE_END or _is_unopened(url)):
        url = url[:-1]
    return url


def _is_unopened(url: str) -> bool:
    opener = _CLOSERS.get(url[-1])
    return opener is not None and url.count(opener) < url.count(url[-1])


def _normal(url: str) -> str:
    rest = re.sub(r"^https?://", "", url, flags=re.IGNORECASE)
    host, slash, path = rest.partition("/")
    return (host.casefold() + slash + path).rstrip("/")
