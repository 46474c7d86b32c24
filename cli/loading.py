"""What the settings describe, loaded; whatever is wrong with them ends the command with code 2."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING

from api.settings import Settings, UnusableSettings, read_settings
from cli.exits import give_up
from guardrails.rulebook import Rulebook
from guidance.errors import GuidanceError
from guidance.loading import load_guidance
from rewriting.errors import ModelNotConfigured

if TYPE_CHECKING:
    from rewriting.rewriter import Rewriter


def load_settings() -> Settings:
    """The settings of the environment."""
    try:
        return read_settings()
    except UnusableSettings as error:
        give_up(str(error))


def load_rulebook(settings: Settings) -> Rulebook:
    """The guidance with the house's rules over it, compiled."""
    try:
        return Rulebook.compile(load_guidance(settings.guidance_dir))
    except GuidanceError as error:
        give_up(f"the guidance is unusable.\n{error}")


def open_rewriter(
    settings: Settings, rulebook: Rulebook, *, must_have_model: bool
) -> AbstractAsyncContextManager[Rewriter]:
    """A rewriter with the model of the settings, or with none where that is enough."""
    from api import wiring  # only rewriting needs what these import
    from rewriting.computing import Computing

    try:
        model = wiring.chosen_model(settings)
    except UnusableSettings as error:
        give_up(str(error))
    if model is None and must_have_model:
        give_up(str(ModelNotConfigured()))
    return wiring.open_rewriter(settings, rulebook, Computing())
