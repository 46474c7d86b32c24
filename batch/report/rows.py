"""Making rows: an item as it waits, then with its result or with what went wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from batch.report.values import ItemId, ReportChange, ReportFinding, ReportReason, ReportRow
from guardrails.values import Finding
from rewriting.results import RewriteResult


def open_row(
    seq: int, id_: ItemId, draft: str | None, *, title: str = "", line: int | None = None
) -> ReportRow:
    """The row of an item that nothing is known of yet; without a draft where it is a broken one."""
    return ReportRow(seq, id_, "open", draft, title=title, line=line)


def with_result(row: ReportRow, result: RewriteResult) -> ReportRow:
    """The row with what became of its draft; spans of the result count code points."""
    after = result.after
    reasons = after.reasons if after else ()
    return replace(
        row,
        outcome=result.outcome,
        text=result.text,
        engine=result.engine,
        degraded=result.degraded,
        before=_findings(result.before.findings),
        missing=result.before.signals.missing(),
        left=_findings(after.findings) if after else (),
        lacking=after.signals.missing() if after else (),
        reasons=tuple(ReportReason(one.code, one.message, one.where, one.found) for one in reasons),
        changes=tuple(ReportChange(one.start, one.end, one.after) for one in result.changes),
    )


def with_error(row: ReportRow, code: str, message: str) -> ReportRow:
    """The row of an item that could not be read, or whose rewriting failed."""
    return replace(row, outcome="error", error=ReportReason(code, message))


def _findings(findings: Iterable[Finding]) -> tuple[ReportFinding, ...]:
    return tuple(
        ReportFinding(
            one.start, one.end, one.theme, one.severity, one.match, one.message, one.suggestions
        )
        for one in findings
    )
