"""What a batch is seen from outside, as frozen values. Their fields are the public JSON shapes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from guardrails.context import NO_CONTEXT, Context
from rewriting.results import RewriteResult, Usage

BatchState = Literal["queued", "running", "cancelling", "cancelled", "done", "failed"]
ENDED: tuple[BatchState, ...] = ("done", "cancelled", "failed")
"""States in which nothing of a batch changes any more."""
ItemState = Literal["queued", "done", "error", "cancelled"]
ItemId = str | int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """An item that a batch is made with; `seq` is its place in the file, unique in the batch."""

    seq: int
    id: ItemId
    draft: str
    context: Context = NO_CONTEXT


@dataclass(frozen=True, slots=True)
class BrokenEntry:
    """An item that cannot be worked on, and why: kept, so that it has its answer like any other."""

    seq: int
    id: ItemId
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class ItemError:
    """Why an item has no result. The message holds no word of a draft."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Outcomes:
    """How many items came to what."""

    unchanged: int = 0
    rewritten: int = 0
    rejected: int = 0
    error: int = 0


@dataclass(frozen=True, slots=True)
class BatchStatus:
    """How a batch stands; `eta_s` is what is left to wait, in seconds, once that can be told.

    A batch may be `cancelled` with results: `done` says how many.
    """

    batch_id: str
    state: BatchState
    total: int
    done: int
    outcomes: Outcomes
    usage: Usage | None
    created_at: datetime
    updated_at: datetime
    eta_s: float | None
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class BatchItem:
    """An item and what became of it: a result, an error, or neither yet."""

    seq: int
    id: ItemId
    state: ItemState
    result: RewriteResult | None
    error: ItemError | None
    draft: str | None = field(default=None, repr=False)
    """Null where the entry was broken."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some items in order; `next` is the cursor of those after them, null after the last."""

    items: tuple[BatchItem, ...]
    next: str | None


class NoSuchBatch(LookupError):
    """There is no batch of that id, or it belongs to another key, which must look the same."""


class BadCursor(ValueError):
    """A cursor that no page handed out."""
