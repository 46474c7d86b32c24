"""Puts the parts together as the settings say; knows no HTTP, the command line uses it too."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from api.settings import Settings, UnusableSettings
from guardrails.rulebook import Rulebook
from guidance.loading import load_guidance
from rewriting.computing import Computing
from rewriting.model.chat_model import ChatModel
from rewriting.model.settings import ModelSettings, choose_model
from rewriting.rewriter import Rewriter


def compile_rulebook(settings: Settings) -> Rulebook:
    """The guidance with the house's rules over it, ready to read texts. Raises `GuidanceError`."""
    return Rulebook.compile(load_guidance(settings.guidance_dir))


def chosen_model(settings: Settings) -> ModelSettings | None:
    """The model to ask, or null if none is configured. Raises `UnusableSettings`."""
    key = settings.openai_api_key
    try:
        return choose_model(
            api_key=key.get_secret_value() if key else None,
            base_url=settings.openai_base_url,
            model=settings.model,
            fallback_models=settings.fallback_models,
        )
    except ValueError as error:
        raise UnusableSettings(str(error)) from None


@asynccontextmanager
async def open_rewriter(
    settings: Settings, rulebook: Rulebook, computing: Computing
) -> AsyncIterator[Rewriter]:
    """A rewriter whose connections to the model server are closed at the end."""
    chosen = chosen_model(settings)
    if chosen is None:
        yield Rewriter(rulebook, None, computing)
        return
    model = ChatModel(chosen)
    try:
        yield Rewriter(rulebook, model, computing, mask=settings.mask)
    finally:
        await model.aclose()
