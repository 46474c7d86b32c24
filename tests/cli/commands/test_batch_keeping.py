"""`tactful batch submit|status|results|cancel` on a real PostgreSQL."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

CONTENT = '{"id": 1, "draft": "We can\'t refund that."}\n{"id":\n'


def test_a_batch_is_submitted_watched_cancelled_and_fetched(
    run: Run, tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TACTFUL_DATABASE_URL", database_url)
    subprocess.run([sys.executable, "-m", "cli", "storage", "migrate"], check=True, timeout=60)
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(CONTENT)
    batch_id = run("batch", "submit", str(source), "--format", "jsonl").stdout.strip()
    status = json.loads(run("batch", "status", batch_id).stdout)
    assert (status["state"], status["total"], status["outcomes"]["error"]) == ("queued", 2, 1)
    early = run("batch", "results", batch_id, "-o", str(out))
    assert (early.exit_code, out.exists()) == (2, False)
    assert "has not ended: 1 of 2 items are done" in early.stderr
    assert json.loads(run("batch", "cancel", batch_id).stdout)["state"] == "cancelled"
    assert run("batch", "results", batch_id, "-o", str(out)).exit_code == 0
    assert out.read_text() == CONTENT
    page = tmp_path / "report.html"
    assert run("batch", "report", batch_id, "-o", str(page)).exit_code == 0
    html = page.read_text()
    assert html.lower().startswith("<!doctype html>")
    assert "refund that" in html
    assert html.rstrip().endswith("</html>")
    unknown = run("batch", "status", "bt_none")
    assert (unknown.exit_code, unknown.stdout) == (2, "")
    assert "There is no batch of this id." in unknown.stderr
