"""Prints the OpenAPI document: `python -m api.openapi > docs/openapi.json`."""

from __future__ import annotations

import json
import sys

from api.app import create_app
from api.settings import Settings


def render_openapi() -> str:
    """The document as it is committed: the same whatever the settings are."""
    document = create_app(Settings()).openapi()
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(render_openapi())
