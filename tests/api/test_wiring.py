from __future__ import annotations

import pytest
import respx

from api.settings import Settings, UnusableSettings
from api.wiring import chosen_model, compile_rulebook, open_rewriter
from guidance.model import THEMES
from rewriting.computing import Computing
from rewriting.revealing import Masking
from tests.api.substitutes import SMALL_RULEBOOK


def test_the_rulebook_holds_the_built_in_guidance() -> None:
    rulebook = compile_rulebook(Settings())
    assert {rule.theme for rule in rulebook.guidance.rules} == set(THEMES)


def test_with_neither_key_nor_address_there_is_no_model() -> None:
    assert chosen_model(Settings()) is None


@pytest.mark.parametrize(
    "given", [{"openai_api_key": "sk-1"}, {"openai_base_url": "http://127.0.0.1:8080/v1"}]
)
def test_either_of_them_makes_one(given: dict[str, str]) -> None:
    chosen = chosen_model(Settings(model="one", fallback_models=("two",), **given))  # type: ignore[arg-type]  # settings take texts
    assert chosen is not None
    assert chosen.models == ("one", "two")


def test_an_address_that_is_none_is_refused_without_the_key() -> None:
    with pytest.raises(UnusableSettings) as caught:
        chosen_model(Settings(openai_base_url="ftp://x", openai_api_key="sk-canary"))
    assert "sk-canary" not in str(caught.value)


@pytest.mark.anyio
async def test_a_rewriter_can_be_opened_with_a_model_and_without() -> None:
    computing = Computing()
    async with open_rewriter(Settings(), SMALL_RULEBOOK, computing) as rewriter:
        assert rewriter.rulebook is SMALL_RULEBOOK
    settings = Settings(mask="off", openai_base_url="http://127.0.0.1:9/v1")
    async with open_rewriter(settings, SMALL_RULEBOOK, computing) as rewriter:
        assert rewriter.rulebook is SMALL_RULEBOOK


@pytest.mark.anyio
@respx.mock
@pytest.mark.parametrize(("mask", "seen"), [("required", False), ("off", True)])
async def test_the_model_sees_who_is_meant_only_where_masking_is_off(
    mask: Masking, seen: bool
) -> None:
    asked = respx.post("http://model.example/v1/chat/completions").respond(401, json={})
    settings = Settings(openai_base_url="http://model.example/v1", mask=mask)
    draft = "We can't write to maya@example.com."
    async with open_rewriter(settings, compile_rulebook(settings), Computing()) as rewriter:
        await rewriter.rewrite(draft)
    assert asked.called
    assert (b"maya@example.com" in asked.calls.last.request.content) is seen
