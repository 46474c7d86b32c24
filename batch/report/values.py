"""What a report shows, as frozen values. Spans are half-open and count code points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from guardrails.values import Place
from guidance.model import Severity, SignalName, Theme
from rewriting.results import Degraded, Engine

ReportOutcome = Literal["unchanged", "rewritten", "rejected", "error", "open"]
"""The outcome of an item; `open` is one that was not worked on: queued, or cancelled."""
ItemId = str | int | None

_TELLING: tuple[Degraded, ...] = ("model_unavailable", "repairs_exhausted", "deadline")
"""Not `no_model`: without a model that is every item, and says nothing of this one."""


@dataclass(frozen=True, slots=True)
class ReportHead:
    """What is true of the whole batch.

    `name` is the file's, `created` an ISO date and time, and `total` the number of rows that
    follow, where it is known: a report that breaks off then says so. `decisions` names the command
    that puts the downloaded decisions into the source; it is shown beside the download.
    """

    batch_id: str
    name: str = ""
    created: str = ""
    total: int | None = None
    model: str | None = None
    guidance_version: str = ""
    decisions: str = ""


@dataclass(frozen=True, slots=True)
class ReportFinding:
    """An offence at [start, end) of the text that was checked."""

    start: int
    end: int
    theme: Theme
    severity: Severity
    match: str
    message: str
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportReason:
    """Why a rewrite was refused, or what went wrong: a code and a sentence.

    `found` are the words to blame, in the draft or in the refused rewrite as `where` says.
    """

    code: str
    message: str
    where: Place | None = None
    found: str | None = None


@dataclass(frozen=True, slots=True)
class ReportChange:
    """[start, end) of the draft became `after`."""

    start: int
    end: int
    after: str


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One item. `draft` is null only where the file held none that could be read.

    `before` are the findings in the draft and `missing` the signals that it lacks; `left` and
    `lacking` say the same of the rewrite. `changes` are in order and turn the draft into the text.
    """

    seq: int
    id: ItemId
    outcome: ReportOutcome
    draft: str | None
    text: str | None = None
    engine: Engine | None = None
    degraded: Degraded | None = None
    before: tuple[ReportFinding, ...] = ()
    missing: tuple[SignalName, ...] = ()
    left: tuple[ReportFinding, ...] = ()
    lacking: tuple[SignalName, ...] = ()
    reasons: tuple[ReportReason, ...] = ()
    changes: tuple[ReportChange, ...] = ()
    error: ReportReason | None = None
    title: str = ""
    line: int | None = None

    @property
    def needs_look(self) -> bool:
        """Whether a person should read this one even where the rest is taken on trust."""
        if self.outcome == "rewritten":
            return bool(self.left or self.lacking) or self.degraded in _TELLING
        return self.outcome in ("rejected", "error")

    @property
    def change_share(self) -> float:
        """How much of the draft and its rewrite differs: from 0, the same, to 1, all new."""
        whole = len(self.draft or "") + len(self.text or "")
        if self.outcome != "rewritten" or not whole:
            return 0.0
        changed = sum(one.end - one.start + len(one.after) for one in self.changes)
        return round(changed / whole, 4)
