"""Why an item has no result, in the codes of the service."""

from __future__ import annotations

import logging

from batch.values import ItemError
from rewriting.errors import ModelNotConfigured, OutOfTime, UnsupportedLanguage
from rewriting.model.errors import DeadlinePassed, ModelError

logger = logging.getLogger("tactful.batch")

WORKER_DIED = ItemError(
    "internal", "Working on this item ended the worker, each time it was tried."
)


def explain(error: Exception) -> ItemError:
    """The error of an item whose rewriting raised `error`. What nobody expected is logged."""
    match error:
        case UnsupportedLanguage():
            return ItemError("unsupported_language", str(error))
        case ModelNotConfigured():
            return ItemError("model_not_configured", str(error))
        case DeadlinePassed() | OutOfTime():
            return ItemError("deadline", str(error))
        case ModelError():
            return ItemError("model_unavailable", str(error))
        case _:
            logger.error("An item met a mistake inside Tactful.", exc_info=error)
            return ItemError("internal", "A mistake inside Tactful; the log says where.")
