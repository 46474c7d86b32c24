"""One rulebook for all tests of the rules engine, and the engine's answer as its readers see it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from guardrails.context import Context
from guardrails.masking import unmask
from guardrails.precheck import PreCheck, precheck
from guardrails.rulebook import Rulebook
from guidance.loading import load_guidance
from rewriting.rules_engine import rewrite_by_rules
from rewriting.rules_engine.judging import Judge

Rewrite = Callable[..., str | None]


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return Rulebook.compile(load_guidance())


@pytest.fixture(scope="session")
def check(rulebook: Rulebook) -> Callable[..., PreCheck]:
    def checked(draft: str, message: str | None = None, **context: object) -> PreCheck:
        return precheck(draft, Context(customer_message=message, **context), rulebook)  # type: ignore[arg-type]

    return checked


@pytest.fixture(scope="session")
def rewrite(check: Callable[..., PreCheck]) -> Rewrite:
    def rewritten(draft: str, message: str | None = None, **context: object) -> str | None:
        pre = check(draft, message, **context)
        text = rewrite_by_rules(pre)
        return None if text is None else unmask(pre.masked, text).text

    return rewritten


@pytest.fixture(scope="session")
def judge(check: Callable[..., PreCheck]) -> Judge:
    """Judges texts that belong to no draft in particular."""
    return Judge(check("The parcel is in Leeds."))
