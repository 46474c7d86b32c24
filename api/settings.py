"""Every setting, declared once: its name, its default and what it does.

A setting is read from the environment: `deadline_ms` from `TACTFUL_DEADLINE_MS`. The README's table
is rendered from here (`api.settings_table`).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from api.expectations import expectation
from api.logs import LogLevel
from api.secret_files import SUFFIX, SecretFiles, is_secret, names_of
from rewriting.model.settings import DEFAULT_MODEL
from rewriting.revealing import Masking

PREFIX = "TACTFUL_"


def _also_as(name: str) -> AliasChoices:
    # Our own name first: the other may be there for another program.
    return AliasChoices(f"{PREFIX}{name}", name)


class Settings(BaseSettings):
    """The settings of one process. `Settings()` reads the environment; raises ValidationError."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        validate_by_name=True,
        validate_default=True,
    )

    openai_api_key: SecretStr | None = Field(
        default=None,
        validation_alias=_also_as("OPENAI_API_KEY"),
        description="Key of the model server. Without this and without a base URL there is no "
        "model, and the rules engine does all rewrites.",
    )
    openai_base_url: str | None = Field(
        default=None,
        validation_alias=_also_as("OPENAI_BASE_URL"),
        description="Address of any OpenAI-compatible server, such as `http://127.0.0.1:8080/v1`. "
        "Alone it is enough: local servers need no key.",
    )
    model: str = Field(default=DEFAULT_MODEL, description="The language model to ask.")
    fallback_models: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="Further models of the same server, by comma, asked in this order."
    )
    mask: Masking = Field(
        default="required",
        description="`required`: links, e-mail addresses, phone, card, account and order numbers "
        "and the names that a request lists are hidden from the model, or nothing is sent to it. "
        "`off`: it reads them, on a server of your own.",
    )
    guidance_dir: Path | None = Field(
        default=None, description="A directory of house rules, laid over the built-in guidance."
    )
    deadline_ms: int = Field(
        default=20_000,
        ge=500,
        le=120_000,
        description="Time for a whole rewrite, in ms, where a request names none; for a check and "
        "a verification always.",
    )
    max_repairs: int = Field(
        default=2,
        ge=0,
        le=5,
        description="How often the model is asked to mend its answer, where a request does not "
        "say.",
    )
    text_limit: int = Field(
        default=20_000,
        ge=1,
        le=1_000_000,
        description="Longest draft, rewrite, text or customer message, in code points.",
    )
    names_limit: int = Field(default=20, ge=0, le=1_000, description="Most names in a context.")
    facts_limit: int = Field(default=50, ge=0, le=1_000, description="Most facts in a context.")
    body_limit: int = Field(
        default=256 * 1024, ge=1_024, le=64 * 1024**2, description="Largest JSON body, in bytes."
    )
    body_timeout_s: float = Field(
        default=10.0, gt=0, le=600, description="Time for a body to arrive, in seconds."
    )
    shutdown_s: float = Field(
        default=10.0,
        ge=0,
        le=600,
        description="Time for open requests to end at shutdown, in seconds.",
    )
    api_keys: SecretStr | None = Field(
        default=None,
        description="Keys that are accepted as `Authorization: Bearer`, by comma, 24 characters "
        "or more each. Two let you change one without a pause.",
    )
    allow_anonymous: bool = Field(
        default=False,
        description="Serve without keys on an address that others can reach: only behind a "
        "gateway that does that work.",
    )
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Names that the service goes by, by comma, such as `tactful.example.com` or "
        "`*.example.com`. Without any: the loopback names where it is bound to loopback and has no "
        "keys, else every name.",
    )
    cors_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Origins whose pages may ask, by comma: `https://desk.example.com`, "
        "`chrome-extension://<id>`, `moz-extension://*`.",
    )
    requests_at_once: int = Field(
        default=100,
        ge=1,
        le=10_000,
        description="Rewrites that one process works on at a time, and as many checks besides.",
    )
    requests_waiting: int = Field(
        default=100,
        ge=0,
        le=10_000,
        description="Requests that may wait for their turn; more are answered 503 `overloaded`.",
    )
    waiting_s: float = Field(
        default=2, gt=0, le=60, description="Longest wait for a turn, in seconds."
    )
    database_url: SecretStr | None = Field(
        default=None,
        description="Address of a PostgreSQL for batches, `postgresql://user:password@host/name`. "
        "Without it Tactful starts one of its own.",
    )
    data_dir: Path = Field(
        default=Path("~/.local/share/tactful"), description="Where a PostgreSQL of our own lies."
    )
    batch_concurrency: int = Field(
        default=16,
        ge=1,
        le=1_000,
        description="Items of batches that one process works on at a time.",
    )
    batch_requests_per_minute: int | None = Field(
        default=None,
        ge=10,
        description="Most requests in a minute to the model server for batches, of all workers "
        "together.",
    )
    batch_tokens_per_minute: int | None = Field(
        default=None, ge=1_000, description="Most tokens in a minute, counted in the same way."
    )
    batch_worker: bool = Field(
        default=True,
        description="Whether the service works on batches itself; without, `tactful worker` does.",
    )
    batch_upload_limit: int = Field(
        default=64 * 1024**2,
        ge=1_024,
        le=512 * 1024**2,
        description="Largest upload of a batch, in bytes.",
    )
    batch_retention_days: float = Field(
        default=30.0,
        gt=0,
        le=3_650,
        description="Days after which a batch is deleted, with drafts and results.",
    )
    batch_stalled_s: float = Field(
        default=30.0,
        ge=1,
        le=3_600,
        description="Seconds without a sign of life after which the work of a worker is taken over "
        "by others.",
    )
    log_level: LogLevel = Field(
        default="info",
        description="Least level that is logged: `debug`, `info`, `warning` or `error`.",
    )

    @field_validator("fallback_models", "allowed_hosts", "cors_origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(name for part in value.split(",") if (name := part.strip()))
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read what the caller gave, then files named by `*_FILE`, then the environment."""
        del dotenv_settings, file_secret_settings
        return init_settings, SecretFiles(settings_cls), env_settings


class UnusableSettings(Exception):
    """Settings that the service must not start with: a line for each, which never holds a value."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_settings() -> Settings:
    """The settings of the environment. Raises `UnusableSettings`."""
    try:
        return Settings()
    except SettingsError as error:
        raise UnusableSettings(str(error)) from None
    except ValidationError as error:
        lines = (f"{environment_name(str(e['loc'][0]))}: {expectation(e)}" for e in error.errors())
        raise UnusableSettings(*lines) from None


def environment_name(field: str) -> str:
    """The environment variable to set, as its users know it."""
    declared = Settings.model_fields.get(field)
    alias = declared.validation_alias if declared else None
    # The last choice is the name that everybody expects, the one without our prefix.
    if isinstance(alias, AliasChoices):
        return str(alias.choices[-1])
    return field if field.isupper() else f"{PREFIX}{field.upper()}"


def unknown_variables(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Variables with our prefix that set nothing: misspelt, or of another version."""
    known = set[str]()
    for field, declared in Settings.model_fields.items():
        choices = names_of(declared) or (f"{PREFIX}{field.upper()}",)
        known |= set(choices)
        if is_secret(declared):
            known |= {f"{name}{SUFFIX}" for name in choices}
    return tuple(
        name
        for name in sorted(environment)
        if name.upper().startswith(PREFIX) and name.upper() not in known
    )
