"""Renders the table of settings for the README: `python -m api.settings_table`."""

from __future__ import annotations

import sys

from api.secret_files import SUFFIX, is_secret
from api.settings import Settings, environment_name


def render_settings_table() -> str:
    """A Markdown table with one row for every setting, ending in a line break."""
    rows = ["| variable | default | what it does |", "|---|---|---|"]
    for field, declared in Settings.model_fields.items():
        name = environment_name(field)
        description = declared.description or ""
        if is_secret(declared):
            description += f" Also as a file: `{name}{SUFFIX}`."
        rows.append(f"| `{name}` | {_written(declared.default)} | {description} |")
    return "\n".join(rows) + "\n"


def _written(default: object) -> str:
    if default is None or default == ():
        return "none"
    if isinstance(default, float):
        return f"{default:g}"
    return f"{default:,}" if isinstance(default, int) else f"`{default}`"


if __name__ == "__main__":
    sys.stdout.write(render_settings_table())
