from __future__ import annotations

import pytest

from api.settings import Settings
from api.warming import OPTIONS, warm_up
from api.wiring import compile_rulebook
from guardrails.context import Context
from guardrails.precheck import precheck
from guidance.model import THEMES
from tests.api.substitutes import FakeRewriter

pytestmark = pytest.mark.anyio


async def asked_for() -> tuple[str, Context]:
    rewriter = FakeRewriter()
    await warm_up(rewriter, compile_rulebook(Settings()).guidance)
    ((draft, context, options),) = rewriter.asked
    assert options == OPTIONS
    return draft, context


async def test_every_theme_is_offended_against() -> None:
    draft, context = await asked_for()
    found = precheck(draft, context, compile_rulebook(Settings())).check.findings
    assert {finding.theme for finding in found} == set(THEMES)


async def test_every_kind_of_value_that_is_masked_from_a_table_is_there() -> None:
    draft, context = await asked_for()
    masked = precheck(draft, context, compile_rulebook(Settings())).masked
    assert {"PHONE", "EMAIL", "URL", "IBAN"} <= {token.kind for token in masked.tokens}
