"""Templates with declared slots: a slot without a value, or a value without a slot, is an error."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from string import Template
from typing import Any


class SlotError(ValueError):
    """A template was filled with other slots than it declares."""


@dataclass(frozen=True, slots=True)
class Slotted:
    """A text with `$slots`. Values go in as they are: a `$` inside a value is not a slot."""

    name: str
    text: str

    def fill(self, **values: str) -> str:
        """Return the text with every slot filled; raise SlotError unless slots and values agree."""
        template = Template(self.text)
        declared, given = set(template.get_identifiers()), set(values)
        if declared != given:
            missing, unknown = sorted(declared - given), sorted(given - declared)
            raise SlotError(f"{self.name}: slots without a value {missing}, unknown {unknown}")
        return template.substitute(values)


def read_template(name: str) -> Slotted:
    """Read `templates/NAME.md`."""
    text = (files("prompts") / "templates" / f"{name}.md").read_text(encoding="utf-8")
    return Slotted(name, text.strip())


def read_wording() -> dict[str, dict[str, Slotted]]:
    """Read the sentences of `wording.toml`, by table and key."""
    tables: dict[str, dict[str, Any]] = tomllib.loads(
        (files("prompts") / "wording.toml").read_text(encoding="utf-8")
    )
    return {
        table: {key: Slotted(f"{table}.{key}", text) for key, text in lines.items()}
        for table, lines in tables.items()
    }
