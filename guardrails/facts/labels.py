"""Labels: what a number is the number of. "Ticket 4471" is not the order 4471."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guardrails.facts.lists import any_of, load_list
from guardrails.values import Fact

_LABELS: dict[str, list[str]] = load_list("labels")["labels"]
_CLASS = {name: label for label, names in _LABELS.items() for name in names}
_LABELLED = re.compile(
    rf"\b(?P<name>{any_of(list(_CLASS))})s?"
    r"(?:\s(?:number|numbers|no\.?|nr\.?|id|code|ref\.?|reference|is))?[\s:#]{1,3}"
    r"(?P<id>[^\s,;()]{1,120})",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"\b(?P<name>{any_of(list(_CLASS))})s?\b", re.IGNORECASE)
_NUMBER_OR_BLANK = re.compile(r"\d|[{\[<%$@*].{0,100}[}\]>%@*]")


def find_changed_labels(draft: str, rewrite: str) -> Iterator[tuple[Fact, Fact]]:
    """Numbers and placeholders that the rewrite calls what nothing in the draft is called."""
    relabelled = list(_read(rewrite))
    if not relabelled:
        return
    labelled = {number: (label, fact) for number, label, fact in _read(draft)}
    named = {_class_of(match["name"]) for match in _NAMED.finditer(draft)}
    for number, label, fact in relabelled:
        drafted = labelled.get(number)
        if drafted and label not in named:
            yield drafted[1], fact


def _read(text: str) -> Iterator[tuple[str, str, Fact]]:
    """Every number with its label: the number in small letters, the label, where they stand."""
    for match in _LABELLED.finditer(text):
        number = match["id"].rstrip(".:!?'\"\u201d").lower()
        if _NUMBER_OR_BLANK.search(number):
            end = match.start("id") + len(number)
            fact = Fact("id", text[match.start() : end], match.start(), end, number)
            yield number, _class_of(match["name"]), fact


def _class_of(name: str) -> str:
    return _CLASS[" ".join(name.lower().split())]
