"""The real command in a process of its own: what it imports, its exit codes, its streams."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

GUILTY = "We can't refund that."
LIST_MODULES = """
import sys
from cli.app import main
try:
    main()
finally:
    sys.stderr.write("\\n".join(sys.modules))
"""


def tactful(*args: str, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "cli", *args],
        input=stdin,
        capture_output=True,
        timeout=60,
        check=False,
        env=os.environ | env,
    )


def imported_by(*args: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", LIST_MODULES, *args],
        input=GUILTY.encode(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    modules = set(done.stderr.decode().splitlines())
    assert "guardrails.precheck" in modules
    return modules


def test_checking_and_verifying_import_no_model_client_and_no_web_framework() -> None:
    heavy = {"openai", "httpx2", "fastapi", "starlette", "uvicorn", "rich"}
    assert not heavy & imported_by("check", "-")
    assert not heavy & imported_by("verify", "-", os.devnull)


def test_checking_imports_nothing_that_only_verifying_needs() -> None:
    assert not {"guardrails.postcheck", "guardrails.promises"} & imported_by("check", "-")


def test_rewriting_without_a_model_imports_no_web_framework() -> None:
    assert not {"fastapi", "uvicorn", "rich"} & imported_by("rewrite", "--engine", "rules", "-")


def test_answers_are_utf_8_in_any_locale() -> None:
    line = json.dumps({"id": "ü", "text": "Größe M – can’t"}).encode()
    done = tactful("check", "--jsonl", "-", stdin=line, LC_ALL="C", PYTHONUTF8="0")
    assert done.returncode == 0
    assert json.loads(done.stdout)["findings"][0]["match"] == "can’t"
    done = tactful("check", "-", stdin="We can’t.".encode(), LC_ALL="C", PYTHONUTF8="0")
    assert done.returncode == 1
    assert "“can’t”" in done.stdout.decode("utf-8")


def test_the_exit_code_is_the_process_own() -> None:
    assert tactful("check", "-", stdin=GUILTY.encode()).returncode == 1
    assert tactful("check", "-", stdin=b"Thank you.").returncode == 0
    assert tactful("check", "-").returncode == 2
    assert tactful("check", "--jsonl", "-", stdin=b"nope").returncode == 3
    assert tactful("nonsense").returncode == 2


def test_the_version_is_the_packages() -> None:
    assert tactful("--version").stdout.decode() == f"tactful {version('tactful')}\n"


def test_help_names_every_command() -> None:
    done = tactful("--help")
    assert done.returncode == 0
    for command in ("check", "rewrite", "verify", "serve", "guidance"):
        assert command in done.stdout.decode()


@pytest.mark.parametrize(
    ("command", "line"),
    [
        ("check", {"text": GUILTY}),
        ("rewrite", {"draft": GUILTY}),
        ("verify", {"draft": GUILTY, "rewrite": GUILTY}),
    ],
)
def test_a_reader_that_leaves_early_ends_the_run_without_a_word(
    tmp_path: Path, command: str, line: dict[str, str]
) -> None:
    lines = tmp_path / "lines.jsonl"
    lines.write_text((json.dumps({"id": 1} | line) + "\n") * 2000)
    with subprocess.Popen(
        [sys.executable, "-m", "cli", command, "--jsonl", str(lines)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        assert json.loads(process.stdout.readline())["id"] == 1
        process.stdout.close()
        assert process.wait(60) == 141
        assert process.stderr.read() == b""


def test_a_person_who_presses_ctrl_c_gets_the_prompt_back() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "cli", "rewrite", "--jsonl", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(b'{"id": 1, "draft": "Thank you."}\n')
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["outcome"] == "unchanged"
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130
        assert process.stderr
        assert process.stderr.read() == b""
