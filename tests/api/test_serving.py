"""The service as a process: what `serve` does, seen from outside over real sockets."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
import pytest
import uvicorn

from api.serving import _Server, serve
from api.settings import Settings, UnusableSettings

ROOT = Path(__file__).parents[2]
CANARY = "xylocanary"


@dataclass
class Served:
    """A running service, and what it has written on stderr."""

    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)
    address: str = ""

    def read(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self.lines.append(line)
            if line.startswith("Tactful is ready at "):
                self.address = line.split()[-1]

    @property
    def log(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.lines if line.startswith("{")]


PROGRAM = textwrap.dedent("""
    import asyncio, sys
    import api.serving
    from api.app import create_app
    from api.settings import Settings
    from tests.api.substitutes import SMALL_RULEBOOK, FakeRewriter

    class Telling(FakeRewriter):
        async def rewrite(self, draft, context, options, watcher=None):
            self.delay_s = 30 if "slowly" in draft else 0
            try:
                sys.stderr.write("began\\n")
                return await super().rewrite(draft, context, options)
            except asyncio.CancelledError:
                sys.stderr.write("cancelled\\n")
                raise

    api.serving.create_app = lambda settings, loopback: create_app(
        settings, rulebook=SMALL_RULEBOOK, rewriter=Telling(), loopback=loopback
    )
    api.serving.serve("127.0.0.1", 0, Settings())
""")


@contextmanager
def serving(**environment: str) -> Iterator[Served]:
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stderr=subprocess.PIPE,
        text=True,
    )
    served = Served(process)
    reader = threading.Thread(target=served.read)
    reader.start()
    try:
        wait_for(lambda: served.address or process.poll() is not None, 60)
        yield served
    finally:
        process.kill()
        process.wait()
        reader.join()
        assert process.stderr
        process.stderr.close()


def wait_for(condition: object, seconds: float = 10) -> None:
    assert callable(condition)
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


@pytest.fixture(scope="module")
def service() -> Iterator[Served]:
    with serving(TACTFUL_BODY_TIMEOUT_S="0.5", TACTFUL_SHUTDOWN_S="1") as served:
        yield served


def test_it_says_where_it_listens_and_answers_there(service: Served) -> None:
    assert service.address.startswith("http://127.0.0.1:")
    assert httpx2.get(f"{service.address}/readyz").status_code == 200


def test_an_answer_does_not_say_what_made_it(service: Served) -> None:
    assert "server" not in httpx2.get(f"{service.address}/healthz").headers


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_of_many_megabytes_is_told_the_limit(service: Served, chunked: bool) -> None:
    body = b'{"draft": "' + b"x" * 8_000_000 + b'"}'
    pieces = (body[i : i + 65_536] for i in range(0, len(body), 65_536))
    answer = httpx2.post(
        f"{service.address}/v1/rewrites",
        content=pieces if chunked else body,
        headers={"Content-Type": "application/json"},
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")
    assert answer.json()["limit"] == 262_144
    assert answer.json()["length"] > 262_144


def test_a_body_that_never_ends_is_given_up(service: Served) -> None:
    host, port = service.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(
            b"POST /v1/checks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            b'Content-Length: 100\r\n\r\n{"text": "'
        )
        answer = b""
        while piece := connection.recv(65_536):
            answer += piece
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b'"code":"body_timeout"' in answer


def test_a_client_that_leaves_stops_the_rewrite(service: Served) -> None:
    before = service.lines.count("cancelled\n")
    with pytest.raises(httpx2.ReadTimeout):
        httpx2.post(f"{service.address}/v1/rewrites", json={"draft": "slowly"}, timeout=0.5)
    wait_for(lambda: service.lines.count("cancelled\n") == before + 1)
    wait_for(lambda: service.log and service.log[-1].get("problem") == "client_left")


def test_other_requests_are_answered_while_a_rewrite_takes_its_time(service: Served) -> None:
    async def both() -> float:
        async with httpx2.AsyncClient(base_url=service.address) as client:
            slow = asyncio.create_task(client.post("/v1/rewrites", json={"draft": "slowly"}))
            await asyncio.sleep(0.1)
            began = time.monotonic()
            assert (await client.post("/v1/checks", json={"text": "Hello."})).status_code == 200
            slow.cancel()
            return time.monotonic() - began

    assert asyncio.run(both()) < 5


def test_nothing_that_was_sent_is_on_stderr(service: Served) -> None:
    for path, sent in (
        ("/v1/rewrites", {"draft": CANARY}),
        ("/v1/rewrites", {"draft": CANARY, CANARY: CANARY}),
        (f"/v1/{CANARY}?draft={CANARY}", {}),
    ):
        httpx2.post(f"{service.address}{path}", json=sent, headers={"User-Agent": CANARY})
    last = httpx2.get(f"{service.address}/healthz").headers["X-Request-ID"]
    wait_for(lambda: last in "".join(service.lines))
    assert CANARY not in "".join(service.lines)


def test_every_line_of_the_log_is_json(service: Served) -> None:
    said = {
        "began\n",
        "cancelled\n",
        "No keys are set: only this machine may ask.\n",
        f"Tactful is ready at {service.address}\n",
    }
    assert service.log
    assert {line for line in service.lines if not line.startswith("{")} <= said


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_when_told_to_though_a_request_is_open(told: signal.Signals) -> None:
    with serving(TACTFUL_SHUTDOWN_S="1", TACTFUL_GUIDENCE_DIR="x") as served:
        host, port = served.address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=10) as connection:
            body = b'{"draft": "slowly"}'
            connection.sendall(
                b"POST /v1/rewrites HTTP/1.1\r\nHost: localhost\r\n"
                b"Content-Type: application/json\r\n"
                b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
            )
            wait_for(lambda: "began\n" in served.lines)
            served.process.send_signal(told)
            served.process.wait(timeout=10)
        wait_for(lambda: "cancelled\n" in served.lines)
        assert any("TACTFUL_GUIDENCE_DIR" in str(line.get("message")) for line in served.log)


def test_an_address_that_is_taken_is_refused_before_the_start() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UnusableSettings, match=f"127.0.0.1 port {port} cannot be listened on"):
            serve("127.0.0.1", port, Settings())


def started(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What `tactful serve` says when it refuses to start."""
    return subprocess.run(
        [sys.executable, "-m", "cli", "serve", "--port", "0", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_an_address_that_others_reach_needs_a_key() -> None:
    refused = started("--host", "0.0.0.0")  # noqa: S104  (that is what is refused)
    assert refused.returncode == 2
    assert "Set TACTFUL_API_KEYS" in refused.stderr


def test_who_may_ask_is_said_at_the_start(service: Served) -> None:
    assert "No keys are set: only this machine may ask.\n" in service.lines


def test_what_is_loaded_at_start_is_never_collected(capsys: pytest.CaptureFixture[str]) -> None:
    async def application(_scope: object, _receive: object, _send: object) -> None:
        raise AssertionError("nobody asks")

    async def start() -> int:
        server = _Server(uvicorn.Config(application, port=0, lifespan="off", log_config=None))
        server.config.load()
        server.lifespan = server.config.lifespan_class(server.config)
        try:
            await server.startup()
            return gc.get_freeze_count()
        finally:
            gc.unfreeze()
            await server.shutdown()

    assert gc.get_freeze_count() == 0
    assert asyncio.run(start()) > 1000
    assert "Tactful is ready at" in capsys.readouterr().err
