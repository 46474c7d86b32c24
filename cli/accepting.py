"""What texts the commands take: the same limits and the same refusals as the service's."""

from __future__ import annotations

from dataclasses import replace

from api.settings import Settings
from guardrails.context import Context
from guardrails.entry import TextRefused, accept_text
from guardrails.language import is_unsupported_language
from rewriting.errors import UnsupportedLanguage


def accept_draft(text: str, pointer: str, settings: Settings) -> None:
    """Raises TextRefused."""
    accept_text(text, pointer, settings.text_limit)


def accept_english(text: str) -> None:
    """Raises UnsupportedLanguage when the text is confidently in another language."""
    if is_unsupported_language(text):
        raise UnsupportedLanguage


def accept_rewrite(text: str, pointer: str, settings: Settings) -> None:
    """Raises TextRefused; not for a blank rewrite, which is a reason not to pass."""
    try:
        accept_text(text, pointer, settings.text_limit)
    except TextRefused as refused:
        if refused.code != "empty":
            raise


def accept_context(context: Context, settings: Settings) -> Context:
    """The context without its blank texts. Raises TextRefused."""
    return replace(
        context,
        customer_message=_text(context.customer_message, "customer_message", settings),
        agent_name=_text(context.agent_name, "agent_name", settings),
        names=_texts(context.names, "names", settings.names_limit, settings),
        facts=_texts(context.facts, "facts", settings.facts_limit, settings),
    )


def _text(text: str | None, name: str, settings: Settings) -> str | None:
    if text is None or not text.strip():
        return None
    accept_text(text, f"/context/{name}", settings.text_limit)
    return text


def _texts(texts: tuple[str, ...], name: str, limit: int, settings: Settings) -> tuple[str, ...]:
    if len(texts) > limit:
        raise TextRefused(
            "too_long", f"/context/{name}", f"At most {limit} are accepted.", limit, len(texts)
        )
    accepted = (_text(text, f"{name}/{i}", settings) for i, text in enumerate(texts))
    return tuple(text for text in accepted if text is not None)
