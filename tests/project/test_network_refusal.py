"""The suite's own promise: a test cannot reach another machine, not even by accident."""

from __future__ import annotations

import asyncio
import socket
from contextlib import closing
from pathlib import Path

import httpx2
import pytest
import respx

pytest_plugins = ["pytester"]

CONFTEST = Path(__file__).parents[1] / "conftest.py"
# An address and a name that are reserved for documentation and belong to nobody.
ADDRESS = "192.0.2.1"
NAME = "model.example"


def test_a_connection_to_another_machine_is_refused(network_refusals: list[str]) -> None:
    with closing(socket.socket()) as s, pytest.raises(RuntimeError, match="stay on this machine"):
        s.connect((ADDRESS, 80))
    assert network_refusals == [f"socket.connect '{ADDRESS}'"]
    network_refusals.clear()


def test_a_name_is_not_even_looked_up(network_refusals: list[str]) -> None:
    with pytest.raises(RuntimeError, match="stay on this machine"):
        socket.getaddrinfo(NAME, 443)
    assert network_refusals == [f"socket.getaddrinfo '{NAME}'"]
    network_refusals.clear()


def test_a_refusal_that_was_swallowed_still_fails_the_test(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(CONFTEST.read_text())
    pytester.makepyfile(
        f"""
        import socket

        def test_quiet():
            try:
                socket.create_connection(("{ADDRESS}", 80))
            except Exception:
                pass
        """
    )
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines([f"*reached for the network: socket.getaddrinfo '{ADDRESS}'*"])


def test_this_machine_can_be_reached() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()


def test_respx_answers_for_the_client_that_openai_uses() -> None:
    async def ask() -> str:
        async with httpx2.AsyncClient() as client:
            return (await client.get(f"https://{NAME}/v1")).text

    with respx.mock:
        respx.get(f"https://{NAME}/v1").respond(text="caught")
        assert asyncio.run(ask()) == "caught"
