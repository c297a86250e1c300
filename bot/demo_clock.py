"""The demo's simulated clock: it follows the real one and never stands in a viewer's way."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import UTC, datetime
from typing import Any

TICK = 5.0  # seconds between two moves


class Clock:
    """Move a simulated server's clock with the real one, between the viewers' actions."""

    def __init__(self, env: Any, preview: Any, turn: asyncio.Lock) -> None:
        self._env = env
        self._preview = preview
        self._turn = turn

    async def run(self) -> None:
        """Move the clock every few seconds until cancelled."""
        while True:
            await asyncio.sleep(TICK)
            async with self._turn:
                await self.tick(datetime.now(UTC))

    async def tick(self, now: datetime) -> None:
        """Move the clock to `now`; show what the bot did of its own accord on the way.

        Every showing makes the pages refuse what is clicked until they have read it (up to half a second), so a
        quiet tick, which is nearly every one, shows nothing.
        """
        before = len(self._env.http_requests)
        with contextlib.suppress(TimeoutError):  # the bot was still at work: the next tick catches up
            await self._env.advance_time(max(0.0, (now - self._env.now()).total_seconds()))
            if len(self._env.http_requests) > before:
                await self._preview.refresh()
