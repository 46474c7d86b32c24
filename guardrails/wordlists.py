"""Word lists that the checks lean on: TOML files in `guardrails/words`, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def load_words(name: str) -> dict[str, tuple[str, ...]]:
    """Return the lists of `guardrails/words/<name>.toml` by their keys."""
    written = (files("guardrails") / "words" / f"{name}.toml").read_text(encoding="utf-8")
    return {key: tuple(words) for key, words in tomllib.loads(written).items()}


def either(words: tuple[str, ...]) -> str:
    """Return a regular expression for any of `words`, which are expressions; the longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))
