from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from api.settings import (
    Settings,
    UnusableSettings,
    environment_name,
    read_settings,
    unknown_variables,
)


def test_the_defaults_are_the_documented_limits() -> None:
    settings = Settings()
    assert settings.text_limit == 20_000
    assert settings.body_limit == 262_144
    assert (settings.names_limit, settings.facts_limit) == (20, 50)
    assert (settings.deadline_ms, settings.max_repairs) == (20_000, 2)
    assert settings.openai_api_key is None
    assert settings.openai_base_url is None
    assert settings.mask == "required"


def test_settings_come_from_variables_with_our_prefix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TACTFUL_TEXT_LIMIT", "500")
    monkeypatch.setenv("TACTFUL_GUIDANCE_DIR", "/srv/house")
    monkeypatch.setenv("TACTFUL_FALLBACK_MODELS", "one, two,,")
    settings = Settings()
    assert settings.text_limit == 500
    assert settings.guidance_dir == Path("/srv/house")
    assert settings.fallback_models == ("one", "two")


def test_the_usual_openai_variables_are_honoured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-1")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    settings = Settings()
    assert settings.openai_api_key is not None
    assert settings.openai_api_key.get_secret_value() == "sk-1"
    assert settings.openai_base_url == "http://127.0.0.1:9/v1"


def test_our_own_variable_comes_before_the_usual_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://others")
    monkeypatch.setenv("TACTFUL_OPENAI_BASE_URL", "http://ours")
    assert Settings().openai_base_url == "http://ours"


def test_an_empty_variable_sets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TACTFUL_TEXT_LIMIT", "")
    monkeypatch.setenv("OPENAI_API_KEY", "")
    assert Settings() == Settings.model_construct(**Settings().model_dump())
    assert Settings().openai_api_key is None


def test_a_secret_never_shows() -> None:
    assert "sk-canary" not in repr(Settings(openai_api_key="sk-canary"))


def test_an_unknown_setting_is_refused() -> None:
    with pytest.raises(ValidationError, match="bogus"):
        Settings(bogus=1)  # type: ignore[call-arg]  # the point of the test


def test_settings_cannot_change_while_the_service_runs() -> None:
    with pytest.raises(ValidationError):
        Settings().text_limit = 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TACTFUL_DEADLINE_MS", "499"),
        ("TACTFUL_DEADLINE_MS", "120001"),
        ("TACTFUL_MAX_REPAIRS", "6"),
        ("TACTFUL_MAX_REPAIRS", "many"),
        ("TACTFUL_TEXT_LIMIT", "0"),
        ("TACTFUL_LOG_LEVEL", "loud"),
        ("TACTFUL_MASK", "perhaps"),
    ],
)
def test_a_value_out_of_range_is_refused_by_its_variable_without_being_repeated(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(UnusableSettings) as caught:
        read_settings()
    (line,) = caught.value.problems
    assert line.startswith(f"{name}: ")
    assert value not in line.removeprefix(name).split()


def test_every_problem_of_the_settings_has_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TACTFUL_MAX_REPAIRS", "6")
    monkeypatch.setenv("TACTFUL_TEXT_LIMIT", "none")
    with pytest.raises(UnusableSettings) as caught:
        read_settings()
    assert {line.partition(":")[0] for line in caught.value.problems} == {
        "TACTFUL_MAX_REPAIRS",
        "TACTFUL_TEXT_LIMIT",
    }


def test_readable_settings_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TACTFUL_MAX_REPAIRS", "5")
    assert read_settings().max_repairs == 5


def test_each_setting_has_the_name_that_its_users_know() -> None:
    assert environment_name("text_limit") == "TACTFUL_TEXT_LIMIT"
    assert environment_name("openai_api_key") == "OPENAI_API_KEY"
    assert environment_name("OPENAI_API_KEY") == "OPENAI_API_KEY"


def test_a_misspelt_variable_is_noticed() -> None:
    environment = {
        "TACTFUL_GUIDENCE_DIR": "x",
        "TACTFUL_GUIDANCE_DIR": "x",
        "TACTFUL_OPENAI_API_KEY": "x",
        "TACTFUL_OPENAI_API_KEY_FILE": "x",
        "OPENAI_ORGANISATION": "x",
        "PATH": "x",
    }
    assert unknown_variables(environment) == ("TACTFUL_GUIDENCE_DIR",)
