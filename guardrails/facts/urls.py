"""Links, with or without their scheme, and the paths of files and shares."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guardrails.facts.lists import any_of, load_list
from guardrails.facts.plain import plain_characters
from guardrails.values import Fact

_DOMAINS = load_list("urls")["domains"]
_ENDING = rf"{any_of(_DOMAINS['endings'])}|xn--[a-z0-9-]{{2,59}}|[^\W\d_a-z]{{2,24}}"
"""Known ones, and any in other letters than ours: no sentence goes on so without a space."""
_WORDS = set(_DOMAINS["words"])
TAIL = r"[^\s<>\"'\u201c\u201d\u2018\u2019`\x1f]"
_URL = re.compile(
    rf"(?<![\w+-])(?:[a-z][a-z0-9+-]{{0,20}}://|(?:{any_of(_DOMAINS['schemes'])}):){TAIL}{{1,2000}}"
    rf"|(?<![\w@.-])(?:[\w-]{{1,63}}\.){{1,10}}(?P<ending>{_ENDING})\b"
    rf"(?![\w@-])(?P<tail>(?::\d{{1,5}})?[/?#]{TAIL}{{0,2000}})?",
    re.IGNORECASE,
)
_MAY_BE_URL = re.compile(r"\.[^\W\d_]")
_MAY_BE_SCHEME = re.compile(r":(?:(?<=[^\W\d_]:)\S|//)")
_PATH = re.compile(
    r"(?<![\w\\/])(?:\\\\[\w.$-]+(?:\\[\w.$-]+)+|[A-Za-z]:\\[\w.$\\-]+|~?(?:/[\w.-]++){2,}+)"
)
_SENTENCE_END = ".,;:!?*_'"
_CLOSERS = {")": "(", "]": "[", "}": "{"}


def find_urls(text: str) -> Iterator[Fact]:
    """Every link and path; the value has no scheme and a host in small letters."""
    written, text = text, plain_characters(text)
    may_be = _MAY_BE_URL.search(text) or _MAY_BE_SCHEME.search(text)
    for match in _URL.finditer(text if may_be else ""):
        ending, written_out = match["ending"], match["tail"] or match[0].lower().startswith("www.")
        if ending and ending.lower() in _WORDS and not written_out:
            continue
        url = trim(match[0])
        if url.rstrip(":/").isalpha():
            continue  # a scheme and nothing behind it
        end = match.start() + len(url)
        yield Fact("url", written[match.start() : end], match.start(), end, normalise(url))
    for match in _PATH.finditer(text if "/" in text or "\\" in text else ""):
        path = match[0].rstrip(".,;:-")
        if not any(map(str.isalpha, path)):
            continue
        yield Fact("url", path, match.start(), match.start() + len(path), path)


def trim(url: str) -> str:
    """A link without the sentence's own punctuation and without a bracket it did not open."""
    while url and (url[-1] in _SENTENCE_END or _is_unopened(url)):
        url = url[:-1]
    return url


def _is_unopened(url: str) -> bool:
    opener = _CLOSERS.get(url[-1])
    return opener is not None and url.count(opener) < url.count(url[-1])


def normalise(url: str) -> str:
    """The normal form of a link: no scheme of the web, and a host in small letters."""
    rest = re.sub(r"^https?://", "", url, flags=re.IGNORECASE)
    host, slash, path = rest.partition("/")
    return (host.casefold() + slash + path).rstrip("/")
