"""Telling what a model says from what it thinks first, also while the text is still coming."""

from __future__ import annotations

import re

_OPENINGS = ("<think>", "<thinking>")
_CLOSING = re.compile(r"</think(?:ing)?>", re.IGNORECASE)
_LONGEST_CLOSING = len("</thinking>")


class LeadingThought:
    """Drops one block of reasoning at the beginning of a text, and white space before the text.

    Releases every piece as soon as it is known to be no reasoning. A block that never ends is
    released at the end, as are later blocks at once: the post-check refuses them.
    """

    def __init__(self) -> None:
        self._held: list[str] = []
        self._tail = ""
        self._thinking = self._thought = self._speaking = False

    def feed(self, piece: str) -> str:
        """The part of the text that this piece releases."""
        if self._speaking:
            return piece
        if self._thinking:
            return self._think(piece)
        text = (self._tail + piece).lstrip()
        opening = next((o for o in _OPENINGS if text.lower().startswith(o)), None)
        if opening and not self._thought:
            self._thinking, self._tail = True, ""
            self._held.append(text[: len(opening)])
            return self._think(text[len(opening) :])
        may_open = not self._thought and any(o.startswith(text.lower()) for o in _OPENINGS)
        if not text or may_open:
            self._tail = text
            return ""
        self._speaking, self._tail = True, ""
        return text

    def close(self) -> str:
        """Whatever is still held when the text ends."""
        held = "".join(self._held) if self._thinking else self._tail
        self._held, self._tail = [], ""
        return held

    def _think(self, piece: str) -> str:
        """Hold the piece, and look for the end of the block in it and across its beginning."""
        self._held.append(piece)
        seen = self._tail + piece
        end = _CLOSING.search(seen)
        if end is None:
            self._tail = seen[-_LONGEST_CLOSING:]
            return ""
        self._held, self._tail = [], ""
        self._thinking, self._thought = False, True
        return self.feed(seen[end.end() :])
