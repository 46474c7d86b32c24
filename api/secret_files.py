"""Secrets from files: `OPENAI_API_KEY_FILE=/run/secrets/key`, as containers hand them out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, get_args

from pydantic import AliasChoices, SecretStr
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsError

SUFFIX = "_FILE"


class SecretFiles(PydanticBaseSettingsSource):
    """Reads each secret from the file that its variable with `_FILE` names.

    Raises `SettingsError` if the file cannot be read, or if the secret is given both ways: one of
    them would be silently ignored.
    """

    def __init__(self, settings_cls: type[BaseSettings]) -> None:
        super().__init__(settings_cls)

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """The secret, its field's name, and that it is no JSON; null if no file is named."""
        for name in names_of(field) if is_secret(field) else ():
            if path := os.environ.get(f"{name}{SUFFIX}"):
                if os.environ.get(name):
                    raise SettingsError(f"Set {name} or {name}{SUFFIX}, not both.")
                return _read(f"{name}{SUFFIX}", path), field_name, False
        return None, field_name, False

    def __call__(self) -> dict[str, Any]:
        """Every secret that is in a file, by its field's name."""
        found = {}
        for field_name, field in self.settings_cls.model_fields.items():
            value, key, _ = self.get_field_value(field, field_name)
            if value is not None:
                found[key] = value
        return found


def is_secret(field: FieldInfo) -> bool:
    """Whether a setting is a secret, which no log shows and a file can hold."""
    return SecretStr in (field.annotation, *get_args(field.annotation))


def names_of(field: FieldInfo) -> tuple[str, ...]:
    """The variables that a setting with names of its own is read from, the first before others."""
    alias = field.validation_alias
    return tuple(map(str, alias.choices)) if isinstance(alias, AliasChoices) else ()


def _read(name: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{name}: the file cannot be read ({type(error).__name__}).") from None
