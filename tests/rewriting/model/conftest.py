from __future__ import annotations

import functools
import ssl

import pytest
from tenacity import wait_none

from rewriting.model import retrying

_one_context = functools.cache(ssl.create_default_context)


@pytest.fixture(autouse=True)
def _quick_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare each test what a process pays once, and the backoff between tries.

    Reading the machine's certificates takes 50 ms. What a server asks for is still waited.
    """
    monkeypatch.setattr(ssl, "create_default_context", _one_context)
    monkeypatch.setattr(retrying, "BACKOFF", wait_none())
