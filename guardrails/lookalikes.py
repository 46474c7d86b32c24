"""Characters taken for others: fold one character to the plain text that a reader sees in it."""

from __future__ import annotations

import tomllib
import unicodedata
from importlib import resources

from guardrails.characters import simplify

_MOST_REMEMBERED = 4096


def load_lookalikes() -> dict[str, str]:
    """Map each character of the generated table to the plain one which it resembles."""
    content = resources.files("guardrails").joinpath("lookalikes.toml").read_text("utf-8")
    lines: dict[str, str] = tomllib.loads(content)["lookalikes"]
    return {character: plain for plain, characters in lines.items() for character in characters}


_LOOKALIKES = load_lookalikes()


def fold_character(character: str) -> str:
    r"""Fold one character, whatever stands around it.

    Gives "" for what no reader sees, " " or "\n" for white space, else small plain letters and
    marks. Because no neighbour matters, folding does not depend on where a stream was cut.
    """
    plain = _LOOKALIKES.get(character)
    if plain is not None:
        return plain
    simple = simplify(character)
    if simple.isascii():
        return simple
    # A letter may resemble a plain one only after its accent is gone ("ί"), or as a capital.
    parts = unicodedata.normalize("NFKD", character)
    return "".join(_LOOKALIKES.get(part) or _look_up_folded(simplify(part)) for part in parts)


def _look_up_folded(simple: str) -> str:
    return "".join(_LOOKALIKES.get(character, character) for character in simple)


class FoldedCharacters(dict[str, str]):
    """Remembers `fold_character`; forgets everything when hostile text brings too many."""

    def __missing__(self, character: str) -> str:
        """Fold a character that is new."""
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        folded = self[character] = fold_character(character)
        return folded


FOLDED = FoldedCharacters()
