"""When there is a model, and which settings could never work."""

from __future__ import annotations

import pytest

from rewriting.model.settings import DEFAULT_MODEL, OPENAI_URL, ModelSettings, choose_model

LOCAL = "http://127.0.0.1:8080/v1"


@pytest.mark.parametrize("nothing", [None, "", "  \n"])
def test_without_key_and_address_there_is_no_model(nothing: str | None) -> None:
    assert choose_model(api_key=nothing, base_url=nothing, model="m") is None


def test_a_key_alone_means_openai_and_the_default_model() -> None:
    chosen = choose_model(api_key="sk-1\n", base_url=None)
    assert chosen == ModelSettings(OPENAI_URL, "sk-1", (DEFAULT_MODEL,))


def test_an_address_alone_is_enough() -> None:
    assert choose_model(api_key=None, base_url=LOCAL) == ModelSettings(LOCAL)


def test_models_keep_their_order_without_blanks_and_repeats() -> None:
    chosen = choose_model(
        api_key=None, base_url=LOCAL, model=" a ", fallback_models=["b", "", " a", "c"]
    )
    assert chosen is not None
    assert chosen.models == ("a", "b", "c")


def test_the_key_is_not_shown() -> None:
    assert "sk-1" not in repr(ModelSettings(api_key="sk-1"))


@pytest.mark.parametrize(
    "address",
    [
        "",
        "localhost:8080/v1",
        "//host/v1",
        "ftp://host/v1",
        "http://",
        "http:///v1",
        "http://host:port/v1",
        "http://host:99999/v1",
        "http://[::1/v1",
    ],
)
def test_an_address_that_could_never_work_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="address must be"):
        ModelSettings(address)


@pytest.mark.parametrize("key", ["", "sk 1", "sk-1\n", "sk-“1”", "sk-\x00"])
def test_a_key_that_no_header_can_hold_is_refused_and_not_quoted(key: str) -> None:
    with pytest.raises(ValueError, match="key must be") as caught:
        ModelSettings(api_key=key)
    assert "sk" not in str(caught.value)


@pytest.mark.parametrize("models", [(), ("",), ("a", " ")])
def test_a_model_needs_a_name(models: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="needs a name"):
        ModelSettings(models=models)
