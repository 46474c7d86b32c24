from __future__ import annotations

from pathlib import Path

import pytest

from api.settings import Settings, UnusableSettings, read_settings


@pytest.mark.parametrize("name", ["OPENAI_API_KEY", "TACTFUL_OPENAI_API_KEY"])
def test_a_secret_is_read_from_the_file_that_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    file = tmp_path / "key"
    file.write_text("sk-from-file\n", encoding="utf-8")
    monkeypatch.setenv(f"{name}_FILE", str(file))
    key = read_settings().openai_api_key
    assert key is not None
    assert key.get_secret_value() == "sk-from-file"


def test_a_secret_given_both_ways_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-canary")
    monkeypatch.setenv("OPENAI_API_KEY_FILE", str(tmp_path / "key"))
    with pytest.raises(UnusableSettings) as caught:
        read_settings()
    assert caught.value.problems == ("Set OPENAI_API_KEY or OPENAI_API_KEY_FILE, not both.",)


def test_a_file_that_is_not_there_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY_FILE", str(tmp_path / "none"))
    with pytest.raises(UnusableSettings, match="OPENAI_API_KEY_FILE: the file cannot be read"):
        read_settings()


def test_only_secrets_are_read_from_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "model").write_text("other", encoding="utf-8")
    monkeypatch.setenv("TACTFUL_MODEL_FILE", str(tmp_path / "model"))
    assert read_settings().model == Settings.model_fields["model"].default
