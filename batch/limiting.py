"""Limits of requests and tokens a minute that all workers keep together."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from rewriting.results import Usage
from storage.database import Database
from storage.limits import settle, take

FIRST_GUESS = 3_000
"""Tokens that a rewrite is thought to take before any has been counted."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What all workers together may ask of the model server in a minute; null is no limit."""

    requests: int | None = None
    tokens: int | None = None

    def __bool__(self) -> bool:
        return self.requests is not None or self.tokens is not None


class SharedLimits:
    """Waits until an item may be begun, and corrects what it was thought to take."""

    def __init__(self, database: Database, limits: Limits) -> None:
        self._database = database
        self._limits = limits
        self._guess = float(FIRST_GUESS)
        # One of this process asks at a time: the others would only ask in vain.
        self._turn = asyncio.Lock()

    async def admit(self) -> float:
        """Wait until one more item may be begun; the tokens that it is thought to take."""
        guess = self._guess
        async with self._turn:
            await self._wait_for("requests", 1, self._limits.requests)
            await self._wait_for("tokens", guess, self._limits.tokens)
        return guess

    async def account(self, guess: float, usage: Usage | None) -> None:
        """Correct what an admitted item was thought to take by what it took."""
        calls = usage.calls if usage else 0
        tokens = usage.prompt_tokens + usage.completion_tokens if usage else 0
        if calls:
            self._guess += (tokens - self._guess) / 10
        await self._correct("requests", calls - 1, self._limits.requests)
        await self._correct("tokens", tokens - guess, self._limits.tokens)

    async def _wait_for(self, name: str, amount: float, per_minute: int | None) -> None:
        while per_minute is not None:
            async with self._database.connection() as connection:
                wait_s = await take(connection, name, amount, per_minute)
            if not wait_s:
                return
            await asyncio.sleep(wait_s)

    async def _correct(self, name: str, amount: float, per_minute: int | None) -> None:
        if per_minute is not None and amount:
            async with self._database.connection() as connection:
                await settle(connection, name, amount, per_minute)
