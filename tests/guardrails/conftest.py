"""The built-in guidance, compiled once for every test of the checks."""

from __future__ import annotations

import pytest

from guardrails.rulebook import Rulebook
from guidance.loading import load_guidance


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return Rulebook.compile(load_guidance())
