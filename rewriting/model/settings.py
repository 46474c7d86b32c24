"""What a chat model must be told: which server, which key, which models."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

OPENAI_URL = "https://api.openai.com/v1"
DEFAULT_MODEL = "gpt-5.4-mini"
"""A small current model: rewording a paragraph needs little, and people wait for it."""


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """One server and the models to ask there, in order: the first, then the fallbacks.

    Raises `ValueError` for what could never work, so that a service with such settings does not
    start. No message and no `repr` holds the key.
    """

    base_url: str = OPENAI_URL
    api_key: str | None = field(default=None, repr=False)
    models: tuple[str, ...] = (DEFAULT_MODEL,)

    def __post_init__(self) -> None:
        if not _is_server_address(self.base_url):
            raise ValueError("The model server's address must be an http:// or https:// URL.")
        if self.api_key is not None and not (self.api_key and _is_header_text(self.api_key)):
            raise ValueError("The model server's key must be printable ASCII without spaces.")
        if not self.models or not all(name.strip() for name in self.models):
            raise ValueError("A model needs a name.")


def choose_model(
    *,
    api_key: str | None,
    base_url: str | None,
    model: str | None = None,
    fallback_models: Sequence[str] = (),
) -> ModelSettings | None:
    """The settings that these values make, or null: with neither key nor address there is no model.

    An address alone is enough, since local servers ask for no key. White space around a value does
    not count (a key read from a file ends in a newline), and an empty value counts as none.
    """
    key = (api_key or "").strip() or None
    address = (base_url or "").strip() or None
    if key is None and address is None:
        return None
    names = [(model or "").strip() or DEFAULT_MODEL, *(name.strip() for name in fallback_models)]
    return ModelSettings(
        base_url=address or OPENAI_URL,
        api_key=key,
        models=tuple(dict.fromkeys(name for name in names if name)),
    )


def _is_server_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return (
            parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        )  # reading the port is what refuses "http://host:port"
    except ValueError:
        return False


def _is_header_text(text: str) -> bool:
    return text.isascii() and text.isprintable() and " " not in text
