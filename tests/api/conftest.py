"""A running service over a small guidance and a rewriter that answers what a test says."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.logs import QUIETENED
from api.settings import Settings
from tests.api.substitutes import SMALL_RULEBOOK, FakeRewriter


@pytest.fixture
def logging_restored() -> Iterator[None]:
    """Undo what a test does to the process's logging."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in QUIETENED}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def rewriter() -> FakeRewriter:
    return FakeRewriter()


@pytest.fixture
def client(settings: Settings, rewriter: FakeRewriter) -> Iterator[TestClient]:
    app = create_app(settings, rulebook=SMALL_RULEBOOK, rewriter=rewriter)
    # What nobody foresaw must be answered too, so a test sees the answer, not the exception.
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client
