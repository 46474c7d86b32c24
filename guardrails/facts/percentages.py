"""Percentages: "40%", "40 percent", "half the price", "a quarter off"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guardrails.facts.lists import any_of, load_list
from guardrails.facts.numerals import Passage
from guardrails.values import Fact

_LISTS = load_list("percentages")
_SHARES: dict[str, int] = _LISTS["shares"]
_SHARE_WORD = any_of(list(_SHARES))
_OF, _OFF = any_of(_LISTS["of"]["words"]), any_of(_LISTS["of"]["off"])

_PERCENT = re.compile(r"[\s-]?(?:%|\uff05|per\s?cents?\b|pct\b|percentage\spoints?\b)")
_SHARE = re.compile(
    rf"\b(?P<share>{_SHARE_WORD})\b[\s-]+"
    rf"(?:{_OFF}\b|(?:of\s|(?<!third\s)(?<!fifth\s)(?<!tenth\s))"  # "the third payment" is a count
    rf"(?:(?:the|that|this|its|your|our|a)\s)?(?:\w{{1,12}}\s)?{_OF}\b)"
    rf"|\bless\s(?P<less>{_SHARE_WORD})\b"
)


_RESTATED: dict[str, int] = {**_SHARES, **_LISTS["restated"]}
_ANY_SHARE = re.compile(rf"\b{any_of(list(_RESTATED))}\b")
_HALF_A_PERCENT = re.compile(r"\bhalf\s(?:a|of\sone)\s(?:per\s?cent|percentage\spoint)\b")


def find_restated_shares(passage: Passage) -> Iterator[Fact]:
    """Shares of anything, "half of it": they may restate a percentage and are none."""
    for match in _ANY_SHARE.finditer(passage.small):
        share = _RESTATED[" ".join(match[0].split())]
        yield Fact("percentage", passage.text[slice(*match.span())], *match.span(), f"{share} %")


def find_percentages(passage: Passage) -> Iterator[Fact]:
    """Every percentage; the value is the plain number with "%"."""
    for index, numeral in enumerate(passage.numerals):
        if sign := _PERCENT.match(passage.small, numeral.end):
            for sharing in passage.sharing(index):
                end = sign.end() if sharing is numeral else sharing.end
                text = passage.text[sharing.start : end]
                yield Fact("percentage", text, sharing.start, end, f"{sharing.value} %")
    for match in _HALF_A_PERCENT.finditer(passage.small):
        yield Fact("percentage", passage.text[slice(*match.span())], *match.span(), "0.5 %")
    for match in _SHARE.finditer(passage.small):
        share = _SHARES[" ".join((match["share"] or match["less"]).split())]
        yield Fact("percentage", passage.text[slice(*match.span())], *match.span(), f"{share} %")
