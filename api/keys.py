"""API keys: who may ask. Only their hashes are kept, and finding one takes as long as finding none.

A key is long and random, so that a fast hash is enough: there is no dictionary to try.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

LEAST_LENGTH = 24
"""Characters of a key; 24 random ones of an alphabet of 64 hold 144 bits."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys that are accepted, as SHA-256 digests. An empty one asks nobody for a key."""

    digests: tuple[bytes, ...] = ()

    @classmethod
    def of(cls, keys: Iterable[str]) -> Keyring:
        """The keyring of these keys. Raises `ValueError`, which holds none of them."""
        kept = tuple(dict.fromkeys(keys))
        for number, key in enumerate(kept, 1):
            if len(key) < LEAST_LENGTH or not key.isascii() or not key.isprintable() or " " in key:
                raise ValueError(
                    f"Key {number} must be {LEAST_LENGTH} or more printable ASCII characters "
                    "without spaces."
                )
        return cls(tuple(map(_digest, kept)))

    def __bool__(self) -> bool:
        return bool(self.digests)

    def find(self, key: str) -> str | None:
        """The public name of an accepted key, for logs and ownership; null for any other."""
        digest, name = _digest(key), None
        for known in self.digests:  # to the end, whichever it is
            if hmac.compare_digest(known, digest):
                name = f"key_{known.hex()[:12]}"
        return name


def _digest(key: str) -> bytes:
    return sha256(key.encode("utf-8", "surrogatepass")).digest()
