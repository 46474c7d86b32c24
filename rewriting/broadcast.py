"""Showing a rewrite while it is made: what the watcher saw, and how it comes to see the result."""

from __future__ import annotations

from typing import Protocol

from guardrails.values import Check


class Watcher(Protocol):
    """Somebody who follows a rewrite. Each call may take its time: the model waits meanwhile."""

    async def prechecked(self, check: Check) -> None:
        """The draft was checked."""
        ...

    async def told(self, text: str) -> None:
        """The text goes on with these words."""
        ...

    async def retracted(self) -> None:
        """All the words so far are void: the text begins anew, or there is none."""
        ...


class Broadcast:
    """Tells a watcher words that passed, and takes them back where the result is another text."""

    def __init__(self, watcher: Watcher | None = None) -> None:
        self.watched = watcher is not None
        self._watcher = watcher
        self._told = ""

    async def begin(self, check: Check) -> None:
        """Tell what the pre-check found."""
        if self._watcher:
            await self._watcher.prechecked(check)

    async def tell(self, text: str) -> None:
        """Tell the words that come next."""
        if self._watcher and text:
            self._told += text
            await self._watcher.told(text)

    async def retract(self) -> None:
        """Take back what was told, if anything was."""
        if self._watcher and self._told:
            self._told = ""
            await self._watcher.retracted()

    async def settle(self, text: str | None) -> None:
        """Bring what was told to the final text; null when there is none."""
        if text is None or not text.startswith(self._told):
            await self.retract()
        await self.tell((text or "")[len(self._told) :])


NOBODY = Broadcast()
