"""Choosing among equally good words: the same for the same draft, different between drafts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Choice:
    """A stable source of variety, drawn from a text."""

    seed: str

    def order(self, choices: Sequence[T]) -> list[T]:
        """The choices in the order in which to try them; each draft has its own."""

        def weight(at: int) -> bytes:
            return blake2b(f"{self.seed}\0{choices[at]}".encode("utf-8", "replace")).digest()

        return [choices[at] for at in sorted(range(len(choices)), key=weight)]
