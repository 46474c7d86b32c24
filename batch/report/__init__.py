"""The review report: one HTML file in which a person goes through a batch and decides."""

from batch.report.page import render_report
from batch.report.rows import open_row, with_error, with_result
from batch.report.values import ReportHead, ReportReason, ReportRow

__all__ = [
    "ReportHead",
    "ReportReason",
    "ReportRow",
    "open_row",
    "render_report",
    "with_error",
    "with_result",
]
