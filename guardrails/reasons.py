"""Reasons with their words: `reasons.toml` says what each code tells who mends the rewrite."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from guardrails.values import Fact, Place, Reason, ReasonCode, Span

_WORDING = tomllib.loads((files("guardrails") / "reasons.toml").read_text(encoding="utf-8"))
_MESSAGES: dict[str, str] = _WORDING["messages"]
_KINDS: dict[str, str] = _WORDING["kinds"]
_LONGEST_QUOTATION = 160


def give_reason(  # noqa: PLR0913 - they are the fields of a reason
    code: ReasonCode,
    where: Place,
    span: Span | None = None,
    *,
    expected: str | None = None,
    found: str | None = None,
    kind: str = "",
    message: str = "",
) -> Reason:
    """A reason with its message; `message` names another entry than the code's own."""
    start, end = span or (None, None)
    text = _MESSAGES[message or code].format(
        kind=_KINDS.get(kind, kind), expected=_quoted(expected), found=_quoted(found)
    )
    return Reason(code, text, where, start, end, expected, found)


def about_missing(fact: Fact) -> Reason:
    """A fact of the draft that the rewrite lacks."""
    code: ReasonCode = "quote_changed" if fact.kind == "quote" else "fact_missing"
    return give_reason(code, "draft", (fact.start, fact.end), expected=fact.text, kind=fact.kind)


def about_added(fact: Fact) -> Reason:
    """A fact of the rewrite that nothing licenses."""
    span = (fact.start, fact.end)
    if fact.kind == "quote":
        return give_reason("quote_changed", "rewrite", span, found=fact.text, message="quote_added")
    return give_reason("fact_added", "rewrite", span, found=fact.text, kind=fact.kind)


def about_changed(draft: Fact, rewrite: Fact) -> Reason:
    """A fact of the draft and what took its place."""
    code: ReasonCode = "quote_changed" if draft.kind == "quote" else "fact_changed"
    span = (rewrite.start, rewrite.end)
    expected, found = draft.text, rewrite.text
    return give_reason(code, "rewrite", span, expected=expected, found=found, kind=draft.kind)


def _quoted(text: str | None) -> str:
    if text is None:
        return ""
    one_line = " ".join(text.split())
    if len(one_line) > _LONGEST_QUOTATION:
        one_line = one_line[: _LONGEST_QUOTATION - 1] + "…"
    return f"“{one_line}”"
