"""The real command as a process: it says when it works, and ends when it is told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest


def test_a_worker_says_when_it_works_and_ends_when_told(
    database_url: str,
) -> None:
    env = os.environ | {"TACTFUL_DATABASE_URL": database_url}
    command = (sys.executable, "-m", "cli")
    refused = subprocess.run(
        [*command, "worker"], env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert refused.returncode == 2
    assert "run `tactful storage migrate`" in refused.stderr
    subprocess.run([*command, "storage", "migrate"], env=env, check=True, timeout=60)
    with subprocess.Popen(
        [*command, "worker"], env=env, stderr=subprocess.PIPE, text=True
    ) as worker:
        assert worker.stderr
        assert worker.stderr.readline() == "Tactful works on batches.\n"
        worker.send_signal(signal.SIGTERM)
        try:
            assert worker.wait(30) == 0
        finally:
            worker.kill()
        assert worker.stderr.read() == ""


@pytest.mark.parametrize("setting", ["TACTFUL_BATCH_CONCURRENCY", "TACTFUL_BATCH_STALLED_S"])
def test_a_setting_that_cannot_work_is_refused(setting: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cli", "worker"],
        env=os.environ | {setting: "0"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert setting in done.stderr
