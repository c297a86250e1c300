"""Locks by name, there only while somebody holds or waits for them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager


class Locks:
    """Let one at a time do what has the same name."""

    def __init__(self) -> None:
        self._held: dict[Hashable, tuple[asyncio.Lock, int]] = {}

    @asynccontextmanager
    async def hold(self, name: Hashable) -> AsyncIterator[None]:
        """Wait for the turn and keep it for the body."""
        lock, waiting = self._held.get(name, (asyncio.Lock(), 0))
        self._held[name] = lock, waiting + 1
        try:
            async with lock:
                yield
        finally:
            lock, waiting = self._held[name]
            if waiting == 1:
                del self._held[name]
            else:
                self._held[name] = lock, waiting - 1
