"""`/review` while a large table of critics is read, looked up and written in the same server by the same bot."""

from __future__ import annotations

import asyncio
import tempfile
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator
from itertools import cycle
from pathlib import Path

import simcord

from benchmarks.club_shelf import NOW, stock
from benchmarks.commands import Stopwatch
from benchmarks.import_rows import table
from benchmarks.measure import Figure, percentile
from bot.client import open_bot
from bot.intake.row_drafts import handed_in
from bot.settings import Settings
from bot.ui.services import Services
from db import import_create, import_places, import_writing, imports

ROWS, ASKED = 50_000, 200
PAUSE = 0.01  # seconds from one answer to the next question
NOTHING = "nothing"


def run() -> Iterator[str | Figure]:
    """Yield the figures: from a command's arrival to its answer leaving, by what the import is about meanwhile."""
    data = table(ROWS, ROWS // 10)
    with tempfile.TemporaryDirectory(prefix="matinee-bench-") as folder:
        waits = asyncio.run(_measure(Path(folder), data))
    quiet = waits.pop(NOTHING)
    for what, took in waits.items():
        worst = f"p99 {percentile(took, 0.99) * 1e3:.1f}, longest {max(took) * 1e3:.1f} ms"
        yield f"/review while {ROWS:,} rows are {what}: asked {len(took)} times, {worst}"
    during = [one for took in waits.values() for one in took]
    yield Figure("/review p99, nothing else going on", [percentile(quiet, 0.99) * 1e3], "ms")
    yield Figure(f"/review p99 while {ROWS:,} rows are imported", [percentile(during, 0.99) * 1e3], "ms", below=100)


async def _measure(folder: Path, data: bytes) -> dict[str, list[float]]:
    watch, waits, doing = Stopwatch(), defaultdict[str, list[float]](list), [NOTHING]
    async with open_bot(Settings(data_dir=folder)) as bot, simcord.run(bot, settle_timeout=60.0) as env:
        guild = env.create_guild("Film club")
        channel = guild.create_text_channel("films")
        member = guild.add_member(env.create_user("alice"))
        shelf = await stock(bot.services.database, bot.services.titles, guild.id)
        watch.attach(bot)
        shown = cycle(shelf.reviewed)

        async def ask() -> None:
            watch.taken.clear()
            what = doing[0]
            await member.slash(channel, "review", film=f"film:{next(shown)}")
            waits[what].append(watch.taken[0])
            await asyncio.sleep(PAUSE)

        await _times(2 * ASKED, ask)
        del waits[NOTHING][:ASKED]  # the first ones draw charts
        work = asyncio.create_task(_import(bot.services, guild.id, data, doing))
        while not work.done():
            await ask()
        await work
    return dict(waits)


async def _times(count: int, act: Callable[[], Awaitable[None]]) -> None:
    for _ in range(count):
        await act()


async def _import(services: Services, guild_id: int, data: bytes, doing: list[str]) -> None:
    """Do what `/import files` and its confirmation do, and say what is being done."""
    database, titles = services.database, services.titles
    doing[0] = "read"
    given = handed_in(await services.reader.together([("critics.csv", data)]))
    doing[0] = "put down"
    batch_id = await import_create.create(database, guild_id, 0, given.drafts, NOW)
    batch = await imports.load(database, guild_id, batch_id)
    assert batch is not None
    doing[0] = "looked up"
    await import_places.settle(database, titles, batch)
    doing[0] = "written"
    await import_writing.write(database, titles, guild_id, batch_id, NOW)
