from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from batch.report import ReportHead, ReportRow, render_report
from tests.batch.report.browser import CHROMIUM, Page, chromium

Opened = Callable[[Iterable[ReportRow]], Page]


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed on this machine")
    with chromium(tmp_path_factory.mktemp("chromium")) as page:
        yield page


@pytest.fixture
def open_report(browser: Page, tmp_path: Path) -> Opened:
    """Open a report of these rows, and return the page that shows it."""

    def show(rows: Iterable[ReportRow]) -> Page:
        rows = tuple(rows)
        file = tmp_path / "report.html"
        head = ReportHead("b_1", "macros.jsonl", "2026-11-22T04:00:00Z", len(rows))
        file.write_text("".join(render_report(head, rows)), encoding="utf-8")
        browser.open(file)
        return browser

    return show
