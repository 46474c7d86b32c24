"""Choosing how a rewrite ends: a choice or a step that promises nothing."""

from __future__ import annotations

from functools import cache

from guidance.shapes import Lines, Shape
from rewriting.rules_engine.words import read_resource


class EndingsShape(Shape):
    """`endings.toml`."""

    refused: Lines
    refused_thing: Lines
    observed: Lines
    steps: Lines
    choices: Lines
    empty: Lines
    gentle: Lines
    written: Lines
    open: Lines
    open_thing: Lines


@cache
def endings() -> EndingsShape:
    """Return the endings of the guidance."""
    return read_resource("endings.toml", EndingsShape)
