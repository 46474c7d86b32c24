"""Rows to show: forty items of every outcome, and hostile ones."""

from __future__ import annotations

from batch.report import ReportRow, open_row, with_error
from batch.report.values import ReportChange, ReportFinding, ReportReason

SHAPE = '<img src=x onerror="canary=1">'
HOSTILE = (
    f"{SHAPE} we can't",
    "</script><script>canary=1</script> we can't",
    "<!--<script> we can't",
    "\u202egnp.exe\u202c we can't\u2028\u2029",
    "${canary=1} `${canary=1}` &lt;b&gt; javascript:canary=1",
    "\ud800 lone \U0001f600 and = \x00 \x0b we can't",
    "We can't. " * 2_000,
    "x" * 20_000,
)
"""Each would set the page's `canary`, break its JSON or its layout, if anything let it."""


def finding(start: int, match: str, **fields: str) -> ReportFinding:
    return ReportFinding(
        start=start,
        end=start + len(match),
        theme=fields.get("theme", "refusal"),  # type: ignore[arg-type] # a theme, by its caller
        severity="error",
        match=match,
        message=fields.get("message", "Tells what is impossible."),
        suggestions=("What I can do is",),
    )


def rewritten(seq: int, **fields: object) -> ReportRow:
    draft = f"We can't refund order {seq}."
    after = "isn't something I'm able to"
    given = {
        "seq": seq,
        "id": f"item-{seq}",
        "outcome": "rewritten",
        "draft": draft,
        "text": f"A refund of order {seq} {after}.",
        "engine": "rules",
        "before": (finding(3, "can't"),),
        "changes": (
            ReportChange(0, 15, "A refund of"),
            ReportChange(22 + len(str(seq)), 22 + len(str(seq)), f" {after}"),
        ),
        "title": f"Refund {seq}",
        "line": seq + 1,
    }
    return ReportRow(**{**given, **fields})  # type: ignore[arg-type] # by name


def rejected(seq: int) -> ReportRow:
    reasons = (
        ReportReason("fact_missing", "Keep the draft's amount $5.", "draft"),
        ReportReason("banned_phrase", "Tells what is impossible.", "rewrite", "can't"),
    )
    found = finding(0, "Next time", theme="blame", message="Teaches by reproach.")
    draft = "Next time pay $5 first."
    return ReportRow(seq, seq, "rejected", draft, before=(found,), reasons=reasons)


def unchanged(seq: int) -> ReportRow:
    draft = "Thank you, it is on its way."
    return ReportRow(seq, None, "unchanged", draft, draft)


def forty() -> list[ReportRow]:
    kinds = (rewritten, rewritten, rejected, unchanged)
    rows = [kinds[seq % 4](seq) for seq in range(38)]
    rows.append(with_error(open_row(38, None, None, line=39), "not_json", "This is no object."))
    rows.append(with_error(open_row(39, "39", "¿Qué tal?"), "unsupported_language", "No English."))
    return rows


def hostile() -> list[ReportRow]:
    return [
        rewritten(
            seq,
            id=draft[:50],
            title=draft[:50],
            draft=draft,
            text=draft[::-1],
            before=(finding(0, draft[:9], message=draft[:99]),),
            reasons=(ReportReason("fact_missing", draft[:99], "draft"),),
            changes=(ReportChange(0, len(draft), draft[::-1]),),
        )
        for seq, draft in enumerate(HOSTILE)
    ]
