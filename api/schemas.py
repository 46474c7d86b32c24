"""What a request may hold. What its texts may hold is `api.texts`' to say."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from guardrails.context import NO_CONTEXT, Channel, Context
from rewriting.results import EngineChoice

OffsetUnit = Literal["codepoint", "utf16"]

# Lengths and blanks are judged later (they have codes of their own), but a reader of the OpenAPI
# document should see them.
Text = Annotated[
    str, Field(json_schema_extra={"minLength": 1, "maxLength": 20_000, "pattern": r"\S"})
]
MaybeBlank = Annotated[str, Field(json_schema_extra={"maxLength": 20_000})]


class Request(BaseModel):
    """Unknown fields are refused, and nothing is converted: a misunderstanding shows at once."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)


class RequestContext(Request):
    """What surrounds the draft. A blank text says the same as none."""

    customer_message: MaybeBlank | None = Field(
        default=None,
        description="What the customer wrote. It licenses names, ids and dates, no promises.",
    )
    channel: Channel | None = Field(
        default=None, description="Where the answer goes; it shapes the text."
    )
    agent_name: MaybeBlank | None = Field(default=None, description="May appear in a sign-off.")
    names: list[MaybeBlank] = Field(
        default=[],
        description="Names of people, hidden from the model and kept as they are.",
        json_schema_extra={"maxItems": 20},
    )
    facts: list[MaybeBlank] = Field(
        default=[],
        description="What a rewrite may say besides what the draft says.",
        json_schema_extra={"maxItems": 50},
    )


def context_of(given: RequestContext | None) -> Context:
    """The context that was sent, as the checks take it; its texts are still to be judged."""
    if given is None:
        return NO_CONTEXT
    return Context(
        customer_message=given.customer_message,
        channel=given.channel,
        agent_name=given.agent_name,
        names=tuple(given.names),
        facts=tuple(given.facts),
    )


class CheckRequest(Request):
    """A text to check."""

    text: Text = Field(description="The text, at most 20,000 code points.")
    context: RequestContext | None = None
    offset_unit: OffsetUnit = Field(default="codepoint", description="What spans count.")


class VerificationRequest(Request):
    """A draft, and a rewrite of it that anybody made."""

    draft: Text = Field(description="The draft, at most 20,000 code points.")
    rewrite: MaybeBlank = Field(description="The rewrite, at most 20,000 code points.")
    context: RequestContext | None = None
    offset_unit: OffsetUnit = Field(default="codepoint", description="What spans count.")


class RewriteRequest(Request):
    """A draft to rewrite, and how."""

    draft: Text = Field(description="The draft, at most 20,000 code points.")
    context: RequestContext | None = None
    engine: EngineChoice = Field(
        default="auto", description="`auto` asks the model and falls back on the rules engine."
    )
    always: bool = Field(default=False, description="Rewrite also a draft that needs nothing.")
    max_repairs: int | None = Field(
        default=None, ge=0, le=5, description="How often the model mends its answer; by default 2."
    )
    deadline_ms: int | None = Field(
        default=None,
        ge=500,
        le=120_000,
        description="Time for the whole rewrite; by default 20,000.",
    )
    offset_unit: OffsetUnit = Field(default="codepoint", description="What spans count.")
