"""What the texts of a request may hold, and the values that the checks take."""

from __future__ import annotations

from api.problems import INVALID, UNSUPPORTED_LANGUAGE, FieldProblem, ProblemError
from api.schemas import RequestContext
from api.settings import Settings
from guardrails.context import NO_CONTEXT, Context
from guardrails.entry import TextRefused, accept_text
from guardrails.language import is_unsupported_language


def accept(text: str, pointer: str, settings: Settings) -> None:
    """Raises `TextRefused` unless `text` is text, is not blank and is within the limit."""
    accept_text(text, pointer, settings.text_limit)


def accept_rewrite(text: str, pointer: str, settings: Settings) -> None:
    """Raises `TextRefused` for a rewrite that is too long.

    A blank one, or one with control characters, is a question that the post-check answers.
    """
    try:
        accept(text, pointer, settings)
    except TextRefused as refused:
        if refused.code == "too_long":
            raise


def accept_english(text: str, pointer: str) -> None:
    """Raises `ProblemError` (`unsupported_language`) if `text` is confidently not English."""
    if is_unsupported_language(text):
        detail = "The guidance is for texts in English, and this is in another language."
        refused = FieldProblem(pointer=pointer, message=detail)
        raise ProblemError(UNSUPPORTED_LANGUAGE, detail, errors=(refused,))


def to_context(given: RequestContext | None, settings: Settings) -> Context:
    """The context, without its blank texts. Raises `TextRefused` and `ProblemError` (`invalid`)."""
    if given is None:
        return NO_CONTEXT
    return Context(
        customer_message=_optional(given.customer_message, "customer_message", settings),
        channel=given.channel,
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


def _list(texts: list[str], name: str, limit: int, settings: Settings) -> tuple[str, ...]:
    pointer = f"/context/{name}"
    if len(texts) > limit:
        detail = f"At most {limit} {name} are accepted."
        refused = FieldProblem(pointer=pointer, message=detail)
        raise ProblemError(INVALID, detail, errors=(refused,), limit=limit, length=len(texts))
    accepted = (_optional(text, f"{name}/{i}", settings) for i, text in enumerate(texts))
    return tuple(text for text in accepted if text is not None)
