"""How fast a bot may speak of its own accord: requests in turn, so that Discord never has to say "slower"."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

#: Discord allows 50 requests a second to the whole bot; what members ask for at that moment has room beside this.
#: https://discord.com/developers/docs/topics/rate-limits#global-rate-limit
PER_SECOND = 35.0
#: So many go at once before anybody waits.
BURST = 5


def _loop_time() -> float:
    return asyncio.get_running_loop().time()


@dataclass(slots=True)
class Pace:
    """Give turns: the first few at once, then evenly `per_second`."""

    per_second: float = PER_SECOND
    clock: Callable[[], float] = _loop_time
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    _next: float = field(default=0.0, init=False)

    async def turn(self) -> None:
        """Wait for a turn to make one request."""
        now = self.clock()
        at = max(self._next, now - BURST / self.per_second)
        self._next = at + 1 / self.per_second
        if at > now:
            await self.sleep(at - now)
