"""Which texts are taken, over HTTP and on the command line alike; knows neither."""

from __future__ import annotations

import re
from dataclasses import replace

from api.settings import Settings
from guardrails.context import Context
from guardrails.entry import TextRefused, accept_text
from guardrails.language import is_unsupported_language
from rewriting.errors import UnsupportedLanguage

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def accept(text: str, pointer: str, settings: Settings) -> None:
    """Raises `TextRefused` unless `text` is text, is not blank and is within the limit."""
    accept_text(text, pointer, settings.text_limit)


def accept_rewrite(text: str, pointer: str, settings: Settings) -> None:
    """Raises `TextRefused` for a rewrite that is too long, or not Unicode.

    A blank one, or one with control characters, is a question that the post-check answers.
    """
    try:
        accept(text, pointer, settings)
    except TextRefused as refused:
        if refused.code == "too_long" or _LONE_SURROGATE.search(text):
            raise


def accept_english(text: str, pointer: str) -> None:
    """Raises `UnsupportedLanguage` if `text` is confidently in another language."""
    if is_unsupported_language(text):
        raise UnsupportedLanguage(pointer)


def accept_context(given: Context, settings: Settings) -> Context:
    """The context without its blank texts. Raises `TextRefused`."""
    return replace(
        given,
        customer_message=_optional(given.customer_message, "customer_message", settings),
        agent_name=_optional(given.agent_name, "agent_name", settings),
        names=_list(given.names, "names", settings.names_limit, settings),
        facts=_list(given.facts, "facts", settings.facts_limit, settings),
    )


def size_of(context: Context) -> int:
    """How much there is to read in a context, in code points."""
    texts = (context.customer_message or "", context.agent_name or "", *context.names)
    return sum(map(len, (*texts, *context.facts)))


def _optional(text: str | None, name: str, settings: Settings) -> str | None:
    if text is None:
        return None
    try:
        accept(text, f"/context/{name}", settings)
    except TextRefused as refused:
        if refused.code == "empty":
            return None
        raise
    return text


def _list(texts: tuple[str, ...], name: str, limit: int, settings: Settings) -> tuple[str, ...]:
    if len(texts) > limit:
        detail = f"At most {limit} {name} are accepted."
        raise TextRefused("too_many", f"/context/{name}", detail, limit, len(texts))
    accepted = (_optional(text, f"{name}/{i}", settings) for i, text in enumerate(texts))
    return tuple(text for text in accepted if text is not None)
