"""`tactful batch run` on a real PostgreSQL, with the rules engine."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from tests.cli.conftest import Run

GUILTY = "We can't refund that."
CLEAN = "Thank you for your patience. I have sent the new key to you."
FRENCH = "Bonjour, nous ne pouvons pas rembourser cette commande parce que le délai est dépassé."


def line(id_: int, draft: str) -> str:
    return json.dumps({"id": id_, "draft": draft, "tags": ["kept"]})


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library in which line 3 is broken and line 5 is not in English."""
    source = tmp_path / "in.jsonl"
    lines = [line(1, GUILTY), line(2, CLEAN), '{"id": 3, "draft":', line(4, ""), line(5, FRENCH)]
    source.write_text("\n".join([*lines, line(6, GUILTY), ""]))
    return source


@pytest.fixture
def migrated_url(database_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("TACTFUL_DATABASE_URL", database_url)
    subprocess.run([sys.executable, "-m", "cli", "storage", "migrate"], check=True, timeout=60)
    return database_url


def count(url: str, table: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute(f"select count(*) from tactful.{table}").fetchone()  # noqa: S608  (our own names)
    assert row
    return int(row[0])


@pytest.mark.usefixtures("migrated_url")
def test_a_run_changes_the_rewritten_texts_and_nothing_else(
    run: Run, library: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    done = run("batch", "run", str(library), "-o", str(out))
    assert done.exit_code == 3, done.stderr
    before, after = library.read_text().split("\n"), out.read_text().split("\n")
    pairs = enumerate(zip(before, after, strict=True), 1)
    assert [number for number, (old, new) in pairs if old != new] == [1, 6]
    first, last = json.loads(after[0]), json.loads(after[5])
    assert "can't" not in first["draft"]
    assert (first["id"], first["tags"]) == (1, ["kept"])
    assert first["draft"] == last["draft"]
    assert "line 3: invalid_json: " in done.stderr
    assert "line 5, id 5: unsupported_language: " in done.stderr
    assert "6 items: 2 rewritten, 2 unchanged, 2 errors." in done.stderr
    assert done.stdout == ""


def test_the_same_command_again_is_the_same_batch_and_a_fresh_one_begins_anew(
    run: Run, library: Path, tmp_path: Path, migrated_url: str
) -> None:
    first, second = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    command = ("batch", "run", str(library), "--engine", "rules", "-o")
    run(*command, str(first))
    again = run(*command, str(second))
    assert "6 of 6 items are done" in again.stderr
    assert first.read_bytes() == second.read_bytes()
    assert count(migrated_url, "batches") == 1
    fresh = run(*command, str(second), "--fresh")
    assert "begun before" not in fresh.stderr
    assert count(migrated_url, "batches") == 1
    run(*command, str(second), "--max-repairs", "1")
    assert count(migrated_url, "batches") == 2


def test_without_a_database_a_run_starts_one_of_its_own(
    run: Run, library: Path, tmp_path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TACTFUL_DATA_DIR", str(data_dir))
    out = tmp_path / "out.jsonl"
    assert run("batch", "run", str(library), "-o", str(out)).exit_code == 3
    assert json.loads(out.read_text().split("\n")[0])["draft"] != GUILTY
    assert (data_dir / "postgres" / "PG_VERSION").exists()


def test_a_dry_run_says_what_would_change_and_needs_no_database(
    run: Run, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TACTFUL_DATABASE_URL", "postgresql://127.0.0.1:9/none")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    done = run(
        "batch", "run", str(library), "--dry-run", "--price-in", "1000000", "--price-out", "0"
    )
    assert done.exit_code == 3
    lines = done.stdout.splitlines()
    assert [text.partition(":")[0] for text in lines[:4]] == [
        "line 1, id 1",
        "line 3",
        "line 5, id 5",
        "line 6, id 6",
    ]
    assert "refusal/cannot" in lines[0]
    assert lines[4] == "6 items: 2 to rewrite, 2 unchanged, 2 errors"
    assert lines[5] == "calls: 1, one more for each repair"  # two drafts that are the same
    tokens = int(lines[6].split()[2])
    assert tokens > 100
    assert lines[7] == f"cost: about {tokens:.2f}, without repairs"


def test_without_a_model_a_dry_run_foresees_no_calls(run: Run, library: Path) -> None:
    done = run("batch", "run", str(library), "--dry-run")
    assert "calls: 0 (no model is configured; with a model 1)" in done.stdout
    assert "cost" not in done.stdout


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("IN",), "say with -o where the result goes"),
        (("IN", "-o", "IN"), "the same file"),
        (("IN", "-o", "nowhere/out"), "its directory is not there"),
        (("IN", "-o", "OUT", "--format", "excel"), "There is no format 'excel'"),
        (("none.jsonl", "-o", "OUT"), "cannot read none.jsonl"),
        (("IN", "-o", "OUT", "--engine", "model"), "OPENAI_BASE_URL"),
    ],
)
def test_what_cannot_work_is_refused_before_anything_is_begun(
    run: Run, library: Path, tmp_path: Path, args: tuple[str, ...], words: str
) -> None:
    paths = {"IN": str(library), "OUT": str(tmp_path / "out")}
    done = run("batch", "run", *(paths.get(arg, arg) for arg in args))
    assert done.exit_code == 2
    assert words in done.stderr.replace("\n", " ")
    assert sorted(tmp_path.iterdir()) == [library]


@pytest.mark.usefixtures("migrated_url")
def test_a_file_goes_through_standard_streams(run: Run) -> None:
    done = run("batch", "run", "-", "-o", "-", "--format", "jsonl", stdin=line(1, CLEAN))
    assert done.exit_code == 0
    assert done.stdout == line(1, CLEAN)


@pytest.mark.usefixtures("migrated_url")
def test_a_rewrite_that_cannot_go_to_its_place_is_told_and_left_out(
    run: Run, tmp_path: Path
) -> None:
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text('id,body\n7,"<p>We can\'t <b>refund</b> that, <i>sadly</i>.</p>"\n')
    done = run("batch", "run", str(source), "-o", str(out))
    assert done.exit_code == 0
    assert "1 items: 1 rewritten." in done.stderr
    assert "line 2, id 7: left as it is: " in done.stderr
    assert out.read_bytes() == source.read_bytes()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_was_stopped_or_killed_goes_on_with_the_same_command(
    tmp_path: Path, migrated_url: str, number: signal.Signals
) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    drafts = [f"We can't refund order {10_000 + n}. You must wait." for n in range(120)]
    source.write_text("".join(line(n, draft) + "\n" for n, draft in enumerate(drafts)))
    command = [sys.executable, "-m", "cli", "batch", "run", str(source), "-o", str(out)]
    env = os.environ | {"TACTFUL_BATCH_STALLED_S": "1"}
    with subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True) as process:
        try:
            while not has_results(migrated_url):
                assert process.poll() is None
                time.sleep(0.02)
            process.send_signal(number)
            process.wait(60)
        finally:
            process.kill()
        assert process.stderr
        told = process.stderr.read()
    assert not out.exists()
    kept = count(migrated_url, "results")
    assert 0 < kept < 120
    if number == signal.SIGINT:
        assert process.returncode == 130
        assert f"Stopped: {kept} of 120 items are done" in told
    again = subprocess.run(
        command, env=env, capture_output=True, text=True, timeout=120, check=False
    )
    assert again.returncode == 0, again.stderr
    assert f"{kept} of 120 items are done" in again.stderr
    assert count(migrated_url, "results") == 120
    after = [json.loads(text) for text in out.read_text().splitlines()]
    assert [entry["id"] for entry in after] == list(range(120))
    assert all(str(10_000 + entry["id"]) in entry["draft"] for entry in after)
    assert not [entry for entry in after if "can't" in entry["draft"]]


def has_results(url: str) -> bool:
    return count(url, "batches") > 0 and count(url, "results") > 0
