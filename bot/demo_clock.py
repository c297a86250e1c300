"""The demo's simulated clock: it follows the real one and never stands in a viewer's way."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

TICK = 5.0  # seconds between two moves


class Clock:
    """Move a simulated server's clock with the real one, between the viewers' actions.

    Where `wish` is set it leaps ahead first, and stays as far ahead of the real one from then on.
    """

    def __init__(
        self, env: Any, preview: Any, turn: asyncio.Lock, wish: asyncio.Event, leap: Callable[[], Awaitable[None]]
    ) -> None:
        self._env = env
        self._preview = preview
        self._turn = turn
        self._wish = wish
        self._leap = leap
        self._ahead = timedelta(0)

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
            if self._wish.is_set():
                self._wish.clear()
                await self._leap()
                self._ahead = max(self._ahead, self._env.now() - now)
            await self._env.advance_time(max(0.0, (now + self._ahead - self._env.now()).total_seconds()))
            if len(self._env.http_requests) > before:
                await self._preview.refresh()
