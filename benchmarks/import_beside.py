"""`/review` while a large table of critics, then a member's own, is read, looked up and written by the same bot."""

from __future__ import annotations

import asyncio
import gc
import tempfile
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
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
from db import history_drafts, history_writing, import_create, import_places, import_writing, imports
from db.histories import Owner
from db.history_drafts import HandedIn

ROWS, ASKED = 50_000, 200
PAUSE = 0.01  # seconds from one answer to the next question
TICK = 0.001
NOTHING = "nothing"

Waits = defaultdict[str, list[float]]
File = tuple[Callable[[Services, int, bytes, list[str]], Awaitable[None]], bytes]


def run() -> Iterator[str | Figure]:
    """Yield the figures: from a command's arrival to its answer leaving, by what the import is about meanwhile."""
    own = ("Title,Year,Rating", *(f"Reed Harbour {number},{1930 + number % 90},4/5" for number in range(ROWS)))
    files = [(_bring_critics, table(ROWS, ROWS // 10)), (_bring_own, "\n".join(own).encode())]
    with tempfile.TemporaryDirectory(prefix="matinee-bench-") as folder:
        waits = asyncio.run(_asked(Path(folder), files))
    with tempfile.TemporaryDirectory(prefix="matinee-bench-") as folder:
        held = asyncio.run(_held(Path(folder), files))
    for what, took in waits.items():
        worst = f"p99 {percentile(took, 0.99) * 1e3:.1f}, longest {max(took) * 1e3:.1f} ms"
        yield f"{what}: /review asked {len(took)} times, {worst}; loop held {max(held[what]) * 1e3:.1f} ms at worst"
    quiet = waits.pop(NOTHING)
    during = [one for took in waits.values() for one in took]
    longest = max(one for what, late in held.items() if what != NOTHING for one in late)
    yield Figure("/review p99, nothing else going on", [percentile(quiet, 0.99) * 1e3], "ms")
    yield Figure(f"/review p99 while {ROWS:,} rows are imported", [percentile(during, 0.99) * 1e3], "ms", below=100)
    yield Figure(f"loop held at worst while {ROWS:,} rows are imported", [longest * 1e3], "ms", below=20)


async def _asked(folder: Path, files: Sequence[File]) -> Waits:
    """Return how long answers took, by what was going on."""
    watch, waits, doing = Stopwatch(), Waits(list), [NOTHING]
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

        await _times(ASKED, ask)  # the first ones draw charts
        waits.clear()
        await _times(ASKED, ask)
        for bring, data in files:
            work = asyncio.ensure_future(bring(bot.services, guild.id, data, doing))
            while not work.done():
                await ask()
            await work
            doing[0] = NOTHING
    return waits


async def _held(folder: Path, files: Sequence[File]) -> Waits:
    """Return how long the loop was held, by what was going on; the simulated Discord, which holds it too, stays out."""
    late, doing = Waits(list), [NOTHING]
    async with open_bot(Settings(data_dir=folder)) as bot:
        gc.collect()
        gc.freeze()  # as the bot does once it has started
        ticking = asyncio.create_task(_tick(late, doing))
        await asyncio.sleep(1)
        for bring, data in files:
            await bring(bot.services, 1, data, doing)
            doing[0] = NOTHING
        ticking.cancel()
        gc.unfreeze()
    return late


async def _times(count: int, act: Callable[[], Awaitable[None]]) -> None:
    for _ in range(count):
        await act()


async def _tick(late: Waits, doing: list[str]) -> None:
    """Note how much later than it should the loop comes back, again and again.

    No more than this process was at work meanwhile: what other programs take of a processor holds every loop.
    """
    while True:
        what, began, worked = doing[0], time.perf_counter(), time.process_time()
        await asyncio.sleep(TICK)
        late[what].append(min(max(0.0, time.perf_counter() - began - TICK), time.process_time() - worked))


async def _bring_critics(services: Services, guild_id: int, data: bytes, doing: list[str]) -> None:
    """Do what `/import files` and its confirmation do, and say what is being done."""
    database, titles = services.database, services.titles
    doing[0] = "critics' rows are read"
    given = handed_in(await services.reader.together([("critics.csv", data)]))
    doing[0] = "critics' rows are put down"
    batch_id = await import_create.create(database, guild_id, 0, given.drafts, NOW)
    batch = await imports.load(database, guild_id, batch_id)
    assert batch is not None
    doing[0] = "critics' rows are looked up"
    await import_places.settle(database, titles, batch)
    doing[0] = "critics' rows are written"
    await import_writing.write(database, titles, guild_id, batch_id, NOW)


async def _bring_own(services: Services, guild_id: int, data: bytes, doing: list[str]) -> None:
    """Do what `/myratings import` and its confirmation do, and say what is being done."""
    database, titles, owner = services.database, services.titles, Owner(guild_id, 7)
    doing[0] = "a member's rows are read"
    read = await services.reader.member_file("mine.csv", data, {})
    assert len(read.rows) == ROWS
    doing[0] = "a member's rows are looked up"
    history_id = await history_drafts.create(database, titles, owner, HandedIn("mine.csv", read.rows), NOW)
    doing[0] = "a member's rows are written"
    await history_writing.write(database, titles, owner, history_id, NOW)
