"""Examples mark their offences, as in `We [[can't]] refund that`."""

from __future__ import annotations

from guidance.shapes import MARK_CLOSES, MARK_OPENS


def read_marks(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the plain text and the half-open spans, in code points, that were marked in it."""
    first, *rest = text.split(MARK_OPENS)
    plain, spans = first, []
    for part in rest:
        marked, _, after = part.partition(MARK_CLOSES)
        spans.append((len(plain), len(plain) + len(marked)))
        plain += marked + after
    return plain, tuple(spans)
