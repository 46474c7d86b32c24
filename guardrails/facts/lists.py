"""The word lists beside the code: small TOML files, read once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_END = ""
_Tree = dict[str, "_Tree"]
"""Words by their first characters, each with the tree of what may follow; `_END` ends a word."""


@cache
def load_list(name: str, package: str = "guardrails.facts") -> dict[str, Any]:
    """The TOML file `<name>.toml` of a package. FileNotFoundError if there is none."""
    return tomllib.loads((files(package) / f"{name}.toml").read_text(encoding="utf-8"))


def any_of(words: list[str] | tuple[str, ...]) -> str:
    """A pattern for any of the words, the longest first; a space stands for any white space.

    Words share their beginnings in it, for `re` tries the branches of a choice one by one.
    """
    tree: _Tree = {}
    for word in words:
        at = tree
        for character in word:
            at = at.setdefault(character, {})
        at[_END] = {}
    return f"(?:{_branch(tree)})"


def _branch(tree: _Tree) -> str:
    """The rest of all words behind one beginning; that a word may end here is tried last."""
    ends = _END in tree
    branches = []
    for character, rest in tree.items():
        if character != _END:
            written = r"\s+" if character == " " else re.escape(character)
            branches.append(written + _branch(rest))
    if not branches:
        return ""
    if len(branches) == 1 and not ends:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}"
