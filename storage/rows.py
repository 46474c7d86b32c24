"""Rows of the tables as frozen values.

What is JSON in a column is JSON text here: only the rooms above know what it means.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

State = Literal["queued", "running", "cancelling", "cancelled", "done", "failed"]
Outcome = Literal["unchanged", "rewritten", "rejected", "error"]


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item to keep.

    `draft` and `context` are null where its entry was broken; `same_as` is the place of the item
    whose result it shares.
    """

    seq: int
    item_id: str
    draft: str | None = None
    context: str | None = None
    same_as: int | None = None


@dataclass(frozen=True, slots=True)
class Spent:
    """What a model server counted."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cached_tokens: int = 0


NOTHING_SPENT = Spent()


@dataclass(frozen=True, slots=True)
class NewResult:
    """What became of an item, and what was spent on it."""

    batch_id: str
    seq: int
    outcome: Outcome
    result: str | None = None
    error: str | None = None
    spent: Spent = NOTHING_SPENT


@dataclass(frozen=True, slots=True)
class NewBatch:
    """A batch to keep, with the options of its rewrites."""

    id: str
    options: str
    expires_at: datetime
    owner_key: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a batch was made from."""

    name: str
    format: str
    content: bytes


@dataclass(frozen=True, slots=True)
class NewChunk:
    """A stretch of items, both ends included."""

    number: int
    first_seq: int
    last_seq: int


@dataclass(frozen=True, slots=True)
class BatchRow:
    """How a batch stands."""

    id: str
    state: State
    total: int
    done: int
    unchanged: int
    rewritten: int
    rejected: int
    error: int
    created_at: datetime
    started_at: datetime | None
    updated_at: datetime
    expires_at: datetime
    spent: Spent


@dataclass(frozen=True, slots=True)
class WorkItem:
    """An item that has no result yet, and the places of those that share what it gets."""

    seq: int
    draft: str
    context: str
    twins: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chunk:
    """What is left to do of a chunk; `suspects` counts the deaths of workers alone with an item."""

    number: int
    options: str
    items: tuple[WorkItem, ...]
    suspects: dict[int, int]


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item with its result, if it has one; `is_twin` if the result is another's."""

    seq: int
    item_id: str
    outcome: Outcome | None
    result: str | None
    error: str | None
    is_twin: bool
    draft: str | None
