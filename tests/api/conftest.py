"""A running service over a small guidance and a rewriter that answers what a test says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.api.substitutes import SMALL_RULEBOOK, FakeRewriter


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
