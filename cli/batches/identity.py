"""Which batch a run is: the same file with the same options is the same batch, and goes on."""

from __future__ import annotations

from hashlib import blake2b
from importlib.metadata import version

from batch.formats.values import FormatOptions
from batch.shapes import OPTIONS, to_json
from rewriting.options import RewriteOptions


def identify(
    content: bytes,
    format_: str,
    reading: FormatOptions,
    options: RewriteOptions,
    judged_by: tuple[str, ...],
) -> str:
    """The id of the batch for this file.

    `judged_by` names what else the results hang on: the guidance and the models. Only who has the
    file can tell its id, and then there is nothing more to learn.
    """
    parts = (version("tactful"), format_, repr(reading), to_json(OPTIONS, options), *judged_by)
    digest = blake2b(content, digest_size=16)
    for part in parts:
        digest.update(f"\0{part}".encode())
    return f"bt_{digest.hexdigest()}"
