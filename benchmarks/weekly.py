"""Ten thousand servers whose weekly post is due in the same minute: the pace at Discord, and what the loop bears."""

from __future__ import annotations

import asyncio
import gc
import json
import tempfile
import time
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks.measure import Figure, percentile
from bot.client import open_bot
from bot.domain.titles import Film
from bot.domain.weekly import Weekly
from bot.pace import Pace
from bot.schedule import Schedule
from bot.settings import Settings
from bot.ui.film_card import Card
from bot.ui.layouts import Layout
from bot.ui.services import Services
from bot.ui.weekly_work import WeeklyWork
from db import films, weekly

SERVERS, PACED, FILMS = 10_000, 600, 200
ALLOWED = 50  # requests a second that Discord takes from the whole bot
BEFORE, DUE = datetime(2026, 1, 1, 20, 0, tzinfo=UTC), datetime(2026, 1, 2, 20, 0, tzinfo=UTC)
RTT = 0.05  # seconds that a request takes


class FakeOffice:
    """Take posts as Discord does, a request's time each, and note when they came."""

    def __init__(self, wait: float) -> None:
        self.wait = wait
        self.at: list[float] = []
        self.size = 0

    async def send(self, settings: Weekly, card: Card, nonce: str) -> int:
        """Note it."""
        layout: Any = card[0]
        self.size += len(json.dumps(layout.to_components()))
        self.at.append(time.perf_counter())
        await asyncio.sleep(self.wait)
        return len(self.at)

    async def find(self, guild_id: int, channel_id: int, since: datetime, custom_id: str) -> int | None:
        """Find nothing."""
        return None

    async def open_thread(self, guild_id: int, channel_id: int, message_id: int, name: str) -> int | None:
        """Open it."""
        return message_id

    async def tell(self, user_id: int, layout: Layout) -> bool:
        """Tell."""
        return True


def run() -> Iterator[str | Figure]:
    """Yield the figures."""
    yield f"{SERVERS:,} servers with {FILMS} films, all due at once; a request takes {RTT * 1e3:.0f} ms"
    yield from asyncio.run(_minute())


async def _minute() -> list[str | Figure]:
    return [*await _paced(), *await _unpaced()]


async def _paced() -> list[str | Figure]:
    """Measure some posts at the pace that Discord is spared with."""
    office = FakeOffice(RTT)
    async with _due(PACED) as services:
        waits, _ = await _watched(_tick(services, office, Pace()))
    busiest = max(sum(1 for at in office.at if start <= at < start + 1) for start in office.at)
    rate = len(office.at) / (office.at[-1] - office.at[0])
    return [
        Figure("requests in the busiest second", [busiest], "", below=ALLOWED + 0.5),
        Figure("posts a second", [rate], ""),
        f"{SERVERS:,} would be out after {SERVERS / rate / 60:.1f} minutes",
        Figure("loop lag p99 at that pace", [percentile(waits, 0.99) * 1e3], "ms", below=20.0),
        Figure("longest hold of the loop at that pace", [max(waits) * 1e3], "ms", below=20.0),
    ]


async def _unpaced() -> list[str | Figure]:
    """Measure all of them as fast as this machine has them ready."""
    office = FakeOffice(0.0)
    async with _due(SERVERS) as services:
        waits, took = await _watched(_tick(services, office, Pace(per_second=1e9)))
        counted = "SELECT COUNT(*), SUM(state = 'done'), COUNT(DISTINCT guild_id) FROM due_work WHERE due_at = ?"
        (row,) = await services.database.fetch_all(counted, (DUE.isoformat(),))
    return [
        f"{row[1]:,} of {row[0]:,} done, {len(office.at):,} sent, {office.size // len(office.at):,} bytes each",
        Figure("posts a second without a pace", [len(office.at) / took], ""),
        Figure("loop lag p99 without a pace", [percentile(waits, 0.99) * 1e3], "ms", below=20.0),
        Figure("longest hold of the loop without a pace", [max(waits) * 1e3], "ms"),
    ]


async def _tick(services: Services, office: FakeOffice, pace: Pace) -> None:
    work = WeeklyWork(services, office, pace)
    await Schedule(services.database, {weekly.KIND: work}, pace).tick(DUE)


async def _watched(work: Coroutine[None, None, None]) -> tuple[list[float], float]:
    waits: list[float] = []
    began = time.perf_counter()
    running = asyncio.create_task(work)
    while not running.done():
        before = time.perf_counter()
        await asyncio.sleep(0.001)
        waits.append(max(0.0, time.perf_counter() - before - 0.001))
    await running
    return waits, time.perf_counter() - began


@asynccontextmanager
async def _due(servers: int) -> AsyncIterator[Services]:
    with tempfile.TemporaryDirectory(prefix="matinee-bench-") as name:
        async with _club(Path(name), servers) as services:
            yield services


@asynccontextmanager
async def _club(folder: Path, servers: int) -> AsyncIterator[Services]:
    async with open_bot(Settings(data_dir=folder)) as bot:
        gc.freeze()  # as `run` does
        database = bot.services.database
        async with database.transaction() as tx:
            for number in range(FILMS):
                await films.insert(tx, None, Film(0, None, f"Reel {number}", 1950 + number % 70), BEFORE)
        for guild_id in range(1, servers + 1):
            await weekly.turn_on(database, Weekly(guild_id, guild_id, 4, 20 * 60, ZoneInfo("UTC"), 1), BEFORE)
        yield bot.services
