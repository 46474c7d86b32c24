"""What holds for every test: no network, no settings of the machine, the same examples each run."""

from __future__ import annotations

import ipaddress
import os
import sys
from collections.abc import Iterator

import pytest
import respx.mocks
from hypothesis import HealthCheck, settings

# openai 3 speaks through httpx2, whose core respx does not know by itself.
respx.mocks.HTTPCoreMocker.add_targets(
    *[
        target.replace("httpcore.", "httpcore2.", 1)
        for target in list(respx.mocks.HTTPCoreMocker.targets)
    ]
)

settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("quick", derandomize=True, deadline=None, max_examples=10)
settings.register_profile(
    "search",
    deadline=None,
    max_examples=2000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


pytest_plugins = ("tests.postgres",)


class NetworkReachedError(RuntimeError):
    """A test tried to reach a host other than this machine."""


_reached: list[str] = []


def _is_here(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if not isinstance(host, str) or host in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _refuse_network(event: str, args: tuple[object, ...]) -> None:
    """Stop every look-up and connection that would leave this machine.

    An audit hook sees what any library does, also below the socket module.
    """
    if event in ("socket.connect", "socket.sendto"):
        address = args[1]
        # A Unix socket's address is a path.
        host = address[0] if isinstance(address, tuple) else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = args[0]
    else:
        return
    if _is_here(host):
        return
    _reached.append(f"{event} {host!r}")
    raise NetworkReachedError(f"{event} {host!r}: tests stay on this machine")


sys.addaudithook(_refuse_network)


@pytest.fixture(autouse=True)
def network_refusals() -> Iterator[list[str]]:
    """Fail the test that reached out, also when the code under test swallowed the refusal."""
    _reached.clear()
    yield _reached
    reached, _reached[:] = list(_reached), []
    if reached:
        pytest.fail("reached for the network: " + "; ".join(reached))


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take this machine's settings away: what a test needs, it sets."""
    for name in list(os.environ):
        if name.startswith(("TACTFUL_", "OPENAI_")):
            monkeypatch.delenv(name)
    # Nobody's batches: a test that needs a database of its own says where.
    monkeypatch.setenv("TACTFUL_DATA_DIR", "/dev/null/none")


@pytest.fixture
def anyio_backend() -> str:
    """Asyncio is the only event loop that Tactful runs on."""
    return "asyncio"
