"""Fifty members typing and rating while films are imported and charts are drawn: how long they wait, and the loop."""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from benchmarks.catalogue import begun, write_lists
from benchmarks.measure import Figure, percentile
from benchmarks.title_corpus import Corpus, corpus, typed
from bot.ui.charts import ChartCache
from bot.ui.film_choice import film_choices
from bot.ui.rating_flow import save_rating
from bot.ui.rating_form import Answer
from bot.ui.services import Services
from bot.worker.reader import Reader
from db import title_sync
from db.database import Database
from db.search import TitleIndex

TITLES, MEMBERS, SECONDS = 100_000, 50, 8.0
IMPORTED, CHUNK, LISTED = 50_000, 1_000, 300_000
PAUSE = 0.15  # seconds between two keystrokes of somebody who types fast
GUILD, NOW = 1, datetime(2026, 1, 1, 20, 0, tzinfo=UTC)
FILM = (
    "INSERT INTO films (id, guild_id, title, title_key, year, popularity, created_at, updated_at)"
    " VALUES (?, NULL, ?, '', ?, ?, ?, ?)"
)
RATING = "INSERT INTO ratings (guild_id, film_id, user_id, half_stars, rated_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)"


@dataclass
class Waits:
    """Hold what was waited for, in seconds."""

    typing: list[float] = field(default_factory=list)
    rating: list[float] = field(default_factory=list)
    lag: list[float] = field(default_factory=list)


def run() -> Iterator[str | Figure]:
    """Yield the figures; typing calls what the cogs call, with a stand-in for the interaction.

    The simulated Discord takes one interaction at a time, so a crowd cannot be had through it.
    """
    made = corpus(TITLES)
    made.rows = [row for row in made.rows if row[2]]
    yield f"{len(made.rows):,} titles; {MEMBERS} members, a keystroke every {PAUSE} s each, every tenth a rating"
    for when, waits in asyncio.run(_evenings(made)):
        yield f"{when}: {len(waits.typing):,} keystrokes, {len(waits.rating):,} ratings"
        yield Figure(f"autocomplete p99, {when}", [percentile(waits.typing, 0.99) * 1e3], "ms")
        yield Figure(f"rating p99, {when}", [percentile(waits.rating, 0.99) * 1e3], "ms")
        yield Figure(f"loop lag p99, {when}", [percentile(waits.lag, 0.99) * 1e3], "ms", below=20.0)


async def _evenings(made: Corpus) -> list[tuple[str, Waits]]:
    with tempfile.TemporaryDirectory(prefix="matinee-bench-") as name:
        folder = Path(name)
        write_lists(folder, corpus(LISTED, seed=8))
        async with _services(folder / "data", made) as services:
            return [
                ("nothing else going on", await _evening(services, made, asyncio.sleep(0))),
                ("import and charts beside it", await _evening(services, made, _work(services, made))),
                ("and a catalogue load", await _evening(services, made, _all_work(services, made, folder))),
            ]


@asynccontextmanager
async def _services(folder: Path, made: Corpus) -> AsyncIterator[Services]:
    at = NOW.isoformat()
    folder.mkdir()
    async with Database.open(folder / "matinee.db") as database, TitleIndex.open(folder / "titles.db") as titles:
        async with database.transaction() as tx:
            await tx.execute_many(FILM, [(row[0], row[2], row[3], int(row[4]), at, at) for row in made.rows])
        await title_sync.rebuild(database, titles)
        with Reader() as reader:
            yield Services(database, titles, ChartCache(), reader)


async def _evening(services: Services, made: Corpus, beside: Awaitable[None]) -> Waits:
    waits, until = Waits(), time.perf_counter() + SECONDS
    work = asyncio.ensure_future(beside)
    members = [_member(services, made, who, until, waits) for who in range(MEMBERS)]
    await asyncio.gather(_tick(until, waits.lag), *members)
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    return waits


async def _member(services: Services, made: Corpus, who: int, until: float, waits: Waits) -> None:
    rng = random.Random(who)
    titles = typed(made, 40, seed=who)
    interaction: Any = SimpleNamespace(
        client=SimpleNamespace(services=services), guild_id=GUILD, user=SimpleNamespace(id=1_000 + who), extras={}
    )
    await asyncio.sleep(rng.random() * PAUSE)
    strokes = [title[:end].lower() for title in titles for end in range(1, len(title) + 1)]
    for number, text in enumerate(strokes):
        if time.perf_counter() >= until:
            return
        began = time.perf_counter()
        if number % 10 == 9:
            await save_rating(interaction, rng.choice(made.famous)[0], Answer(rng.randint(1, 10), None, spoilers=False))
            waits.rating.append(time.perf_counter() - began)
        else:
            await film_choices(interaction, text)
            waits.typing.append(time.perf_counter() - began)
        await asyncio.sleep(PAUSE * rng.uniform(0.7, 1.3))


async def _work(services: Services, made: Corpus) -> None:
    """Import again and again, draw charts that nobody has drawn before, until cancelled."""
    await asyncio.gather(_import(services, [row[0] for row in made.rows[:IMPORTED]]), _draw(services.charts))


async def _all_work(services: Services, made: Corpus, folder: Path) -> None:
    """Do all that, and load a catalogue into the same files as an operator does, from another process."""
    with begun(folder) as load:
        try:
            await _work(services, made)
        finally:
            told = "had come to its end" if load.poll() == 0 else "was still at it" if load.poll() is None else "failed"
            print(f"  the load {told} when the evening ended")
            load.kill()


async def _import(services: Services, film_ids: list[int]) -> None:
    at, user = NOW.isoformat(), time.time_ns()
    while True:
        user += 1
        for start in range(0, IMPORTED, CHUNK):
            rows = [(GUILD, film, user, 1 + film % 10, at, at) for film in film_ids[start : start + CHUNK]]
            async with services.database.transaction() as tx:
                await tx.execute_many(RATING, rows)


async def _draw(charts: ChartCache) -> None:
    rng = random.Random(1)
    while True:
        await charts.histogram([rng.randint(0, 500) for _ in range(10)])


async def _tick(until: float, lag: list[float]) -> None:
    while (began := time.perf_counter()) < until:
        await asyncio.sleep(0.001)
        lag.append(max(0.0, time.perf_counter() - began - 0.001))
