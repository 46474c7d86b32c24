"""The word lists beside the code: small TOML files, read once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_list(name: str, package: str = "guardrails.facts") -> dict[str, Any]:
    """The TOML file `<name>.toml` of a package. FileNotFoundError if there is none."""
    return tomllib.loads((files(package) / f"{name}.toml").read_text(encoding="utf-8"))


def any_of(words: list[str] | tuple[str, ...]) -> str:
    """A pattern for any of the words, the longest first; a space stands for any white space."""
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"
