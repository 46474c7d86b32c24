"""Which pages of other origins may ask the service: an exact list, and browser extensions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

_EXTENSION = re.compile(r"(chrome|moz|safari-web)-extension://(\*|[A-Za-z0-9-]+)\Z")
_ANY_ID = "[A-Za-z0-9-]+"


def cors_options(origins: Iterable[str]) -> dict[str, Any] | None:
    """What Starlette's `CORSMiddleware` is told, or null where nobody is allowed.

    `chrome-extension://*` allows every extension of that kind. Raises `ValueError` for what is no
    origin: a path, or `*`, which would allow everybody.
    """
    exact, patterns = [], []
    for origin in origins:
        extension = _EXTENSION.match(origin)
        if extension and extension[2] == "*":
            patterns.append(f"{extension[1]}-extension://{_ANY_ID}")
        elif extension or _is_web_origin(origin):
            exact.append(origin)
        else:
            raise ValueError(
                "An origin is written `https://desk.example.com`, `chrome-extension://<id>` or "
                "`chrome-extension://*`."
            )
    if not exact and not patterns:
        return None
    return {
        "allow_origins": exact,
        "allow_origin_regex": "|".join(patterns) or None,
        "allow_methods": ["GET", "POST", "DELETE"],
        "allow_headers": ["Authorization", "Content-Type", "Idempotency-Key"],
        "expose_headers": ["X-Request-ID", "Retry-After"],
        "max_age": 600,
    }


def _is_web_origin(origin: str) -> bool:
    try:
        parts = urlsplit(origin)
        host = parts.hostname and f"{parts.scheme}://{parts.netloc}" == origin
        return bool(host) and parts.scheme in ("http", "https") and "*" not in origin
    except ValueError:
        return False
